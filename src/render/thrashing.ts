import { formatSeconds } from '../model/bytes.ts'
import type { Report, ThrashingWindow } from '../model/report.ts'
import { cited } from './citation.ts'
import { flow } from './flow.ts'
import { entry, type Page, section } from './page.ts'
import { type Piece, say } from './piece.ts'
import { longTime } from './time.ts'

const SORT: Readonly<Record<ThrashingWindow['sort'], string>> = {
  file: 'file thrashing (the working set was dropped and read again)',
  swap: 'swap thrashing (memory went out and in again)',
  throttling: 'throttling (the cgroup was held at memory.high)',
  unknown: 'thrashing of a sort that is not in the evidence',
}
const ENDED: Readonly<Record<ThrashingWindow['ended'], string>> = {
  kill: 'it ended with a kill',
  recovery: 'it ended by itself',
  'end-of-data': 'its end is not in the data',
}

/** Whole numbers as they are, fractions in three digits: the unit is the signal's own. */
const amount = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toPrecision(3)))

function windowLines(window: ThrashingWindow, page: Page): string[] {
  const { id, scope, node, from, to, seconds, confidence, sort, ended, peak, signals } = window
  const where = `${scope === 'node' ? 'the whole node' : 'one cgroup'}${node === null ? '' : ` on ${node}`}`
  const below = (pieces: readonly Piece[]): string[] => flow(pieces, page.width, 4, 6)
  return [
    ...entry(page, [
      say(id, page.ink.bold),
      say(`${longTime(from)} to ${longTime(to)}, ${formatSeconds(seconds)}, ${where}:`),
      say(`${SORT[sort]}, ${confidence}; ${ENDED[ended]}; strongest signal ${peak.signal} ${amount(peak.value)}`),
    ]),
    ...(scope === 'node' ? [] : flow([say(scope, page.ink.dim)], page.width, 4)),
    ...signals.flatMap(one => below([say(`${one.signal} up to ${amount(one.peak)}`), ...cited(page, one.evidence)])),
  ]
}

/** Time lost to reclaim, whether a kill followed or not. */
export const thrashingLines = ({ thrashing }: Report, page: Page): string[] =>
  section(
    page,
    'Thrashing',
    thrashing.flatMap(window => windowLines(window, page)),
  )
