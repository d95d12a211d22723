import type { Incident, IncidentGroup, Victim } from '../../model/report.ts'
import { isKnown } from './member.ts'

export type Sizes = Pick<IncidentGroup, 'sizesOf' | 'sizesName' | 'sizesBytes'>

const heldBytes = ({ anonRssKiB, fileRssKiB, shmemRssKiB }: Victim): number | null =>
  anonRssKiB === null ? null : (anonRssKiB + (fileRssKiB ?? 0) + (shmemRssKiB ?? 0)) * 1024

const PID = / \(\d{1,10}\)$/
const PROCESS = ', process '

/** `app of pod shop/cart-0, process java (166)` → `java (166)`. */
function withoutPod(name: string): string {
  const at = name.lastIndexOf(PROCESS)
  const isOfPod = at !== -1 && PID.test(name) && name.slice(0, at).includes(' of pod ')
  return isOfPod ? name.slice(at + PROCESS.length) : name
}

/** The same name in two reports: without the pid, the count of processes, and the container, which not every report has. */
const nameOf = (name: string): string =>
  withoutPod(name)
    .replace(/^\d{1,10} × /, '')
    .replace(PID, '')

/** The one value of all that are known; null where they differ or none is known. */
function common(values: readonly (string | null)[]): string | null {
  const names = new Set(values.filter(isKnown))
  const [only = null] = names.size === 1 ? names : []
  return only
}

const count = (values: readonly (number | null)[]): number => values.filter(isKnown).length

/** Who used the node up, where it was the same name each time: under its whole name when it was the same process. */
function ofCulprit(incidents: readonly Incident[]): Sizes | null {
  const all = incidents.map(({ culprit }) => (culprit && culprit.bytes !== null ? culprit : null))
  const short = common(all.map(culprit => culprit && nameOf(culprit.name)))
  const sizesBytes = all.map(culprit => culprit?.bytes ?? null)
  if (short === null || count(sizesBytes) < 2) return null
  return { sizesOf: 'culprit', sizesName: common(all.map(culprit => culprit?.name ?? null)) ?? short, sizesBytes }
}

/** Sizes of different programs do not tell of growth. */
function ofVictim(incidents: readonly Incident[]): Sizes | null {
  const all = incidents.map(({ victims: [victim] }) => (victim && heldBytes(victim) !== null ? victim : null))
  const name = common(all.map(victim => victim?.comm ?? null))
  const sizesBytes = all.map(victim => victim && heldBytes(victim))
  return name === null || count(sizesBytes) < 2 ? null : { sizesOf: 'victim', sizesName: name, sizesBytes }
}

function ofCgroup(incidents: readonly Incident[]): Sizes | null {
  const sizesBytes = incidents.map(({ usageBytes }) => usageBytes)
  return count(sizesBytes) * 2 >= incidents.length && count(sizesBytes) > 1
    ? { sizesOf: 'cgroup-usage', sizesName: null, sizesBytes }
    : null
}

/** Memory at each kill, in bytes: of the cgroup that hit its limit, else of who used the node up, else of the victim. */
export function sizesOf(incidents: readonly Incident[]): Sizes {
  const isOfCgroup = incidents[0]?.kind === 'memcg'
  const found = (isOfCgroup ? ofCgroup(incidents) : ofCulprit(incidents)) ?? ofVictim(incidents)
  return found ?? { sizesOf: null, sizesName: null, sizesBytes: incidents.map(() => null) }
}
