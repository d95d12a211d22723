import type { PodFact } from '../../model/kubernetes.ts'
import { runSpan } from '../kubectl/source-lines.ts'
import { parseRfc3339 } from '../kubernetes/rfc3339.ts'
import { excerptPod, type Source } from './excerpt-pod.ts'
import type { PastedLine } from './pasted-line.ts'
import { podRow } from './pod-row.ts'
import { commandAt, type Run } from './runs.ts'

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
const SLASHED = /^([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9.-]{0,251}[a-z0-9])$/
const OTHER =
  /^(?:<none>|<nil>|true|false|\d{1,9}|\d{1,4}\/\d{1,4}|(?:\d{1,9}[smhdy]){1,3}|Running|Waiting|Terminated|CrashLoopBackOff|Failed|Succeeded)$/
/** The names that controllers give to pods end like this. */
const GENERATED = /-[bcdfghjklmnpqrstvwxz2456789]{5}$|-\d{1,4}$/
const HEADS: ReadonlyMap<string, 'namespace' | 'pod' | 'container'> = new Map([
  ['NAMESPACE', 'namespace'],
  ['NS', 'namespace'],
  ['NAME', 'pod'],
  ['POD', 'pod'],
  ['PODNAME', 'pod'],
  ['CONTAINER', 'container'],
  ['CONTAINERNAME', 'container'],
])

type Named = Pick<PodFact, 'namespace' | 'name'> & { readonly container: string | null }

const cellsOf = (line: PastedLine): readonly string[] => line.text.trim().split(/ {2,}/)

/** Who the cells are about, by their heads or by their form; nobody where that leaves a doubt. */
function namedBy(cells: readonly string[], heads: readonly string[] | null, command: Run['command']): Named {
  const slashed = cells.map(cell => SLASHED.exec(cell)).find(match => match !== null)
  const names = cells.filter(cell => NAME.test(cell) && !OTHER.test(cell))
  if (heads?.length === cells.length) {
    const at = (role: string): string | null => {
      const cell = cells[heads.findIndex(head => HEADS.get(head.replaceAll(/[ _-]/g, '').toUpperCase()) === role)]
      return cell !== undefined && NAME.test(cell) ? cell : null
    }
    return { namespace: at('namespace') ?? command?.namespace ?? null, name: at('pod'), container: at('container') }
  }
  if (slashed)
    return {
      namespace: slashed[1] ?? null,
      name: slashed[2] ?? null,
      container: names.length === 1 ? (names[0] ?? null) : null,
    }
  const namespace = command?.namespace ?? null
  const [first = null, second = null, third = null] = names
  if (names.length === 1) return { namespace, name: first, container: null }
  if (names.length === 3) return { namespace: first, name: second, container: third }
  // Of two names one is the pod's, and its form may say which.
  if (names.length === 2 && first !== null && second !== null && GENERATED.test(first) !== GENERATED.test(second)) {
    return GENERATED.test(first)
      ? { namespace, name: first, container: second }
      : { namespace: first, name: second, container: null }
  }
  return { namespace, name: null, container: null }
}

/** True for a row whose every cell is a name, a time or a number, and one of them `OOMKilled`. */
export function isCellsRow(line: PastedLine): boolean {
  if (!line.text.includes('OOMKilled') || line.text.length > 1024 || podRow(line.text)) return false
  const cells = cellsOf(line)
  const isKnown = (cell: string): boolean =>
    cell === 'OOMKilled' || TIME.test(cell) || NAME.test(cell) || SLASHED.test(cell) || OTHER.test(cell)
  return cells.length >= 2 && cells.length <= 10 && cells.includes('OOMKilled') && cells.every(isKnown)
}

/**
 * Rows that people print with jsonpath, jq or custom columns: `web-7d4b9c  app  OOMKilled  137`. They say that a
 * container's current or last end was one by memory.
 */
export function* cellsRows(run: Run, source: Source): Iterable<PodFact> {
  let heads: readonly string[] | null = null
  for (const line of run.lines) {
    const cells = cellsOf(line)
    if (/^[A-Z][A-Z_ -]*$/.test(cells[0] ?? '') && cells.some(cell => HEADS.has(cell))) heads = cells
    if (!isCellsRow(line)) continue
    const { namespace, name, container } = namedBy(cells, heads, commandAt(run, line))
    const evidence = [runSpan([source(line)])] as const
    const times = cells.filter(cell => TIME.test(cell)).map(cell => parseRfc3339(cell)?.epochMs ?? null)
    const code = cells.slice(cells.indexOf('OOMKilled') + 1).find(cell => /^\d{1,3}$/.test(cell))
    const state = {
      phase: 'terminated',
      reason: 'OOMKilled',
      message: null,
      exitCode: code === undefined ? null : Number(code),
      signal: null,
      startedAtMs: null,
      // One time alone may be that of the question as well as of the end.
      finishedAtMs: times.length > 1 ? (times.at(-1) ?? null) : null,
      containerId: null,
      evidence,
    } as const
    const fact = {
      name: container,
      type: 'regular',
      sidecar: null,
      containerId: null,
      requestBytes: null,
      limitBytes: null,
      restartCount: null,
      state: null,
      lastState: state,
      evidence,
    } as const
    yield excerptPod({ source: 'table', namespace, name, containers: [fact], evidence })
  }
}
