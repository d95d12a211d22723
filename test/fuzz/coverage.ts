import { type Profiler, Session } from 'node:inspector'
import { ROOT } from '../readme/documents.ts'

const OURS = [`file://${ROOT}src/`, `file://${ROOT}grammars/`]

/** Characters of each source that ever ran. */
export interface Coverage {
  /** Whether code ran since the last call that never ran before. Notes it. */
  grew(): boolean
  /** Whether code ran since the last call that `grew` has not noted yet. Notes nothing. */
  isNew(): boolean
  covered(): number
  stop(): void
}

/**
 * Marks what ran and gives how many characters of it had not run before. Ranges nest, and so do functions: the inner one,
 * which comes later, overrules the outer one.
 */
function paint(seen: Uint8Array, functions: readonly Profiler.FunctionCoverage[], keeps: boolean): number {
  const now = new Uint8Array(seen.length)
  for (const { ranges } of functions)
    for (const { startOffset, endOffset, count } of ranges) now.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  let fresh = 0
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] === 0 || seen[at] === 1) continue
    fresh += 1
    if (keeps) seen[at] = 1
  }
  return fresh
}

const grown = (bytes: Uint8Array | undefined, size: number): Uint8Array => {
  if (bytes !== undefined && bytes.length >= size) return bytes
  const larger = new Uint8Array(size)
  larger.set(bytes ?? [])
  return larger
}

/** V8's own count of what ran, block by block, of the sources of oomlens. */
export function openCoverage(): Coverage {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const seen = new Map<string, Uint8Array>()
  let covered = 0
  function take(keeps: boolean): number {
    let fresh = 0
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error
      for (const { url, scriptId, functions } of taken.result) {
        if (!OURS.some(begins => url.startsWith(begins))) continue
        if (functions.every(each => (each.ranges[0]?.count ?? 0) === 0)) continue
        const size = Math.max(...functions.map(each => each.ranges[0]?.endOffset ?? 0))
        const before = grown(seen.get(scriptId), size)
        seen.set(scriptId, before)
        fresh += paint(before, functions, keeps)
      }
    })
    if (keeps) covered += fresh
    return fresh
  }
  return {
    grew: () => take(true) > 0,
    isNew: () => take(false) > 0,
    covered: () => covered,
    stop() {
      session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
