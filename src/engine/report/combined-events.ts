import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Missing } from '../../model/report.ts'
import { kernelLogCommand } from './commands.ts'

/** client-go makes one event of many that differ in their text alone, such as in a pid (tools/record/events_cache.go). */
const COMBINED = /^\(combined from similar events\): ?/
const OF_KILLS = /^(?:SystemOOM|\w{0,40}OOMKilling)$/
const MOST = 5

/** Kills of which only their number is left. */
export function combinedKills(events: readonly KubeEvent[]): readonly Missing[] {
  return events
    .filter(({ reason, message, count }) => OF_KILLS.test(reason) && COMBINED.test(message) && (count ?? 0) > 1)
    .slice(0, MOST)
    .map(({ reason, count, object, node }) => ({ reason, count, name: node ?? object.name }))
    .map(({ reason, count, name }) => ({
      what: `${(count ?? 0) - 1} more kills on ${name === null ? 'a node without a name' : `node ${name}`}: Kubernetes made ${count} events ${reason} one, with the text of the last`,
      wouldSettle: 'who else was killed, when, and why',
      collect: kernelLogCommand(name),
    }))
}
