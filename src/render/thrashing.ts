import { formatSeconds } from '../model/bytes.ts'
import type { Report, ThrashingWindow } from '../model/report.ts'
import { cited } from './citation.ts'
import { flow } from './flow.ts'
import { entry, MOST_ENTRIES, type Page, section, several } from './page.ts'
import { type Piece, say } from './piece.ts'
import { longTime } from './time.ts'

/** What kept the machine busy. */
export const SORT: Readonly<Record<ThrashingWindow['sort'], string>> = {
  file: 'file thrashing (the working set was dropped and read again)',
  swap: 'swap thrashing (memory went out and in again)',
  throttling: 'throttling (the cgroup was held at memory.high)',
  unknown: 'thrashing of a sort that is not in the evidence',
}
/** How a window ended. */
export const ENDED: Readonly<Record<ThrashingWindow['ended'], string>> = {
  kill: 'it ended with a kill',
  recovery: 'it ended by itself',
  'end-of-data': 'its end is not in the data',
}

/** Shares of time in percent, the rest as so much a second. */
const UNITS: Readonly<Record<string, string>> = {
  refault: 'pages/s',
  'refault-anon': 'pages/s',
  'major-faults': '/s',
  'direct-reclaim': '/s',
  'swap-io': 'pages/s',
  'memory-high': '/s',
}

/** A level of a signal in its own unit. */
export function amount(signal: string, value: number): string {
  if (signal.startsWith('psi-')) return `${Math.round(value * 100)} % of the time`
  const unit = Object.hasOwn(UNITS, signal) ? UNITS[signal] : undefined
  const number = value >= 100 ? Math.round(value) : Number(value.toPrecision(3))
  return unit === undefined ? String(number) : `${number} ${unit}`
}

/** When an alert would have fired; null where none would. */
export function alertWords({ alert }: ThrashingWindow): string | null {
  if (alert === null) return null
  const lead = alert.secondsBeforeKill
  const before = lead === null ? '' : `, ${formatSeconds(lead)} before the kill`
  return `An alert on ${alert.condition} would have fired at ${longTime(alert.at)}${before}.`
}

const spanInWords = ({ from, to, seconds, scope, node }: ThrashingWindow): string =>
  `${longTime(from)} to ${longTime(to)}, ${formatSeconds(seconds)}, ${scope === 'node' ? 'the whole node' : 'one cgroup'}${node === null ? '' : ` on ${node}`}`

const natureInWords = ({ sort, confidence, ended, peak }: ThrashingWindow): string =>
  `${SORT[sort]}, ${confidence}; ${ENDED[ended]}; strongest signal ${peak.signal}, ${amount(peak.signal, peak.value)}`

/** A window in one sentence or two: when, where, what it was like, and when an alert would have fired. */
export function windowInWords(window: ThrashingWindow): string {
  const alert = alertWords(window)
  return `${spanInWords(window)}: ${natureInWords(window)}.${alert === null ? '' : ` ${alert}`}`
}

/** One window: when, where, of which sort, how it ended, and each signal with its peak. */
export function windowLines(window: ThrashingWindow, page: Page): string[] {
  const alert = alertWords(window)
  const { id, scope, signals } = window
  const below = (pieces: readonly Piece[]): string[] => flow(pieces, page.width, 4, 6)
  return [
    ...entry(page, [say(id, page.ink.bold), say(`${spanInWords(window)}:`), say(natureInWords(window))]),
    ...(scope === 'node' ? [] : flow([say(scope, page.ink.dim)], page.width, 4)),
    ...(alert === null ? [] : below([say(alert)])),
    ...signals.flatMap(one =>
      below([say(`${one.signal} up to ${amount(one.signal, one.peak)}`), ...cited(page, one.evidence)]),
    ),
  ]
}

/** Time lost to reclaim, whether a kill followed or not. */
export const thrashingLines = ({ thrashing }: Report, page: Page): string[] =>
  section(
    page,
    'Thrashing',
    several(page, thrashing, { most: MOST_ENTRIES, indent: 2 }, window => windowLines(window, page)),
  )
