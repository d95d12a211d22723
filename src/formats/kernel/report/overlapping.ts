import type { Body, Found, OpenBlock } from '../../../model/reader.ts'
import { assemble } from './assemble.ts'
import { readHeaderLine } from './header.ts'
import { isInterleaved, untangle } from './interleaved.ts'
import { readKillLine } from './kill.ts'
import { opens } from './opening.ts'
import { mayBeKernel, openReport, secondsBetween } from './single.ts'

type Reason = Parameters<OpenBlock['close']>[0]

/** Two reports that are printed at once begin within this time of each other, and are over soon. */
const AT_ONCE_SECONDS = 1
const MAX_GAP_SECONDS = 5
const MAX_LINES = 20_000

/** Kernels before 4.2 take no lock around a report; those that print the mask by name (since 4.6) do. */
const mayOverlap = (body: Body): boolean => {
  const line = body.caller === null ? readHeaderLine(body.text) : null
  return line !== null && line.flags === null
}

/** Reads lines as reports of which each ends before the next begins. */
function readInTurn(bodies: readonly Body[], boot: number, reason: Reason): readonly Found[] {
  const found: Found[] = []
  let open: OpenBlock | null = null
  for (const body of bodies) {
    if (open !== null && open.take(body) !== 'end') continue
    found.push(...(open?.close('new-report') ?? []))
    open = opens(body, false) ? openReport(body, boot, false) : null
  }
  return [...found, ...(open?.close(reason) ?? [])]
}

/** The lines from the second header on, until it is clear whether the first report goes on among them. */
interface Overlap {
  readonly bodies: Body[]
  headers: number
  kills: number
}

/** A report, or several that old kernels print at once. */
export function openReports(opening: Body, boot: number, isFirst: boolean): OpenBlock | null {
  const first = openReport(opening, boot, isFirst)
  if (first === null) return null
  const before: Body[] = [opening]
  const isOfOldKernel = mayOverlap(opening)
  let overlap: Overlap | null = null

  function begins(body: Body): boolean {
    const { draft } = first as NonNullable<typeof first>
    if (draft.concluded || draft.headerSpan === null || before.length === 0 || !mayOverlap(body)) return false
    const gap = secondsBetween(opening.stamp, body.stamp)
    return gap === null || (gap >= 0 && gap <= AT_ONCE_SECONDS)
  }

  function add(into: Overlap, body: Body): 'mine' | 'foreign' | 'end' {
    const gap = secondsBetween(into.bodies.at(-1)?.stamp ?? opening.stamp, body.stamp)
    if ((gap !== null && gap > MAX_GAP_SECONDS) || into.bodies.length >= MAX_LINES) return 'end'
    const isHeader = readHeaderLine(body.text) !== null
    const line = readKillLine(body.text)
    if (isHeader && into.kills > 0) return 'end'
    if (line?.verb === 'Killed process') into.kills += 1
    if (into.kills > into.headers) return 'end'
    if (isHeader) into.headers += 1
    into.bodies.push(body)
    return isHeader || line !== null ? 'mine' : 'foreign'
  }

  return {
    take(body) {
      if (!mayBeKernel(body)) return first.take(body)
      const isRow = overlap === null && first.row(body)
      if (overlap === null && !isRow && begins(body)) overlap = { bodies: [], headers: 1, kills: 0 }
      if (overlap !== null) return add(overlap, body)
      if (before.length > 0 && before.length < MAX_LINES && isOfOldKernel) before.push(body)
      return isRow ? 'mine' : first.take(body)
    },
    close(reason) {
      if (overlap === null) return first.close(reason)
      const all = [...before, ...overlap.bodies]
      if (isInterleaved(all)) return untangle(all).map(draft => assemble(draft, 'interleaved', boot))
      return [...first.close('new-report'), ...readInTurn(overlap.bodies, boot, reason)]
    },
  }
}
