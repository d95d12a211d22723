import type { FleetSummary } from './summary.ts'

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What was found in all, and in what. */
export function headSentences({ bundles, incidents }: FleetSummary): string[] {
  const { distinct, memoryKills, repeats, notComparable } = incidents
  const { listed, analysed, unreadable, failed, copies } = bundles
  const others = distinct - memoryKills
  return [
    `${some(memoryKills, 'memory kill', 'memory kills')}${others > 0 ? ` and ${some(others, 'other incident', 'other incidents')}` : ''} in ${some(listed, 'bundle', 'bundles')}.`,
    `${analysed} analysed, ${unreadable} without a log that oomlens reads, ${failed} failed.` +
      (copies > 0 ? ` ${some(copies, 'is a copy', 'are copies')} of another, byte by byte, and counted with it.` : ''),
    ...(repeats > 0
      ? [
          `${some(repeats, 'incident is', 'incidents are')} told again by another bundle (same node, victim and time) and counted once.`,
        ]
      : []),
    ...(notComparable > 0
      ? [
          `Of ${some(notComparable, 'incident', 'incidents')} the node, the time or the victim is not in the evidence: one told by two bundles would count twice.`,
        ]
      : []),
  ]
}

/** What keeps the numbers from being the whole truth. */
export function warnings({ bundles, missing, madeBy }: FleetSummary): string[] {
  const [first] = missing
  return [
    ...(bundles.missing > 0
      ? [
          `Not complete: ${some(bundles.missing, 'bundle has', 'bundles have')} not been analysed yet, the first is ${first}. Run the same command again, or the shard that did not end.`,
        ]
      : []),
    ...(bundles.changed > 0
      ? [
          `${some(bundles.changed, 'record is', 'records are')} of another content under the same name: the bundle changed, or two machines have one of that name. All are counted.`,
        ]
      : []),
    ...(madeBy.length > 1
      ? [
          `Made by ${madeBy.length} versions or sets of options, which do not compare: ${madeBy.map(({ oomlens, records }) => `${records} by ${oomlens}`).join(', ')}. Run all with one.`,
        ]
      : []),
  ]
}
