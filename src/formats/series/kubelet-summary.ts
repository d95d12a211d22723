import type { DocumentFormat } from '../../model/reader.ts'
import type { Metric, Series } from '../../model/series.ts'
import { parseObject, valueAt } from '../json/value.ts'
import { byteOffsets } from '../kubernetes/byte-offsets.ts'
import { skipSpace, valueEnd, walkMembers } from '../kubernetes/json-scan.ts'
import { parseRfc3339 } from '../kubernetes/rfc3339.ts'
import { type Columns, newColumns } from './columns.ts'
import { lineCounter } from './line-counter.ts'

const MICROSECONDS = 1e-6
const PERCENT = 0.01

/** Numbers of the node, by their place below `node` (staging/src/k8s.io/kubelet/pkg/apis/stats/v1alpha1/types.go). */
const NUMBERS: readonly (readonly [path: readonly string[], Metric, Series['type'], factor: number])[] = [
  // The comment in types.go says nanoseconds; what the kubelet copies are the kernel's microseconds.
  [['memory', 'psi', 'some', 'total'], 'psi-memory-some', 'counter', MICROSECONDS],
  [['memory', 'psi', 'full', 'total'], 'psi-memory-full', 'counter', MICROSECONDS],
  [['memory', 'psi', 'some', 'avg10'], 'psi-memory-some-avg10', 'gauge', PERCENT],
  [['memory', 'psi', 'full', 'avg10'], 'psi-memory-full-avg10', 'gauge', PERCENT],
  [['io', 'psi', 'some', 'total'], 'psi-io-some', 'counter', MICROSECONDS],
  [['io', 'psi', 'full', 'total'], 'psi-io-full', 'counter', MICROSECONDS],
  [['memory', 'majorPageFaults'], 'major-faults', 'counter', 1],
  [['memory', 'workingSetBytes'], 'memory-working-set', 'gauge', 1],
  [['memory', 'usageBytes'], 'memory-current', 'gauge', 1],
  [['memory', 'availableBytes'], 'mem-available', 'gauge', 1],
]

interface Range {
  readonly start: number
  readonly end: number
}

/** Where the value at a path of keys stands, with the last key; null where it is not there. */
function placeOf(text: string, from: number, [key, ...rest]: readonly string[]): Range | null {
  let found: Range | null = null
  if (text.charAt(from) !== '{' || key === undefined) return null
  walkMembers(text, from, (name, start, valueStart) => {
    const end = valueEnd(text, valueStart)
    if (name === key && found === null) found = rest.length === 0 ? { start, end } : placeOf(text, valueStart, rest)
    return end
  })
  return found
}

/**
 * Answers of the kubelet's Summary API (`kubectl get --raw /api/v1/nodes/NAME/proxy/stats/summary`), one or more in a file.
 * Each is one sample of the node: what several files hold is not put together. Pods have no path of a cgroup here.
 */
export const kubeletSummary: DocumentFormat = {
  id: 'kubelet-summary',
  matches: (_path, head) => /^\s*\{\s*"node"\s*:\s*\{\s*"nodeName"\s*:\s*"/.test(head),
  *read({ path, text, bytes }) {
    const offset = byteOffsets(text, bytes)
    const lineAt = lineCounter(text)
    const byNode = new Map<string, Columns>()
    for (let from = Math.max(0, text.indexOf('{')); text.charAt(from) === '{'; ) {
      const end = valueEnd(text, from)
      if (end < 0) break
      const summary = parseObject(text.slice(from, end))
      const name = summary && valueAt(summary, 'node.nodeName')
      const at = parseRfc3339(String(summary && valueAt(summary, 'node.memory.time')))
      const seconds = at === null ? Number.NaN : at.epochMs / 1000
      if (summary !== null && typeof name === 'string' && Number.isFinite(seconds)) {
        const columns = byNode.get(name) ?? newColumns({ path, node: name, clock: 'wall', zone: 'given' })
        byNode.set(name, columns)
        const read = NUMBERS.flatMap(([keys, metric, type, factor]) => {
          const value = valueAt(summary, `node.${keys.join('.')}`)
          const place = typeof value === 'number' ? placeOf(text, from, ['node', ...keys]) : null
          return typeof value === 'number' && place ? [{ metric, type, value: value * factor, place }] : []
        })
        // Lines are counted upwards.
        for (const { metric, type, value, place } of read.sort((a, b) => a.place.start - b.place.start)) {
          const at = { number: lineAt(place.start), start: offset(place.start), end: offset(place.end) }
          columns.add(metric, 'node', type, seconds, value, at)
        }
      }
      from = skipSpace(text, end)
    }
    for (const columns of byNode.values()) yield* columns.series()
  },
}
