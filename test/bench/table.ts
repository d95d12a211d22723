import type { Measured } from './measure.ts'

/** One program on one log, all rounds of it. */
export interface Row {
  readonly subject: string
  readonly rounds: readonly Measured[]
  readonly bytes: number
  readonly reports: number
}

const MIB = 1024 ** 2

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)
export const medianSeconds = ({ rounds }: Row): number =>
  sorted(rounds.map(({ seconds }) => seconds))[Math.floor(rounds.length / 2)] ?? Number.NaN

function cells(row: Row, first: Row): readonly string[] {
  const seconds = sorted(row.rounds.map(round => round.seconds))
  const median = medianSeconds(row)
  const peaks = row.rounds.flatMap(({ peakBytes }) => peakBytes ?? [])
  return [
    row.subject.replaceAll('|', '\\|'),
    `${median.toFixed(2)} (${seconds[0]?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)})`,
    (row.bytes / 1e6 / median).toFixed(0),
    row.reports === 0 ? '' : (row.reports / median).toFixed(0),
    peaks.length === 0 ? 'not known' : (Math.max(...peaks) / MIB).toFixed(0),
    row === first ? '' : (medianSeconds(first) / median).toFixed(2),
  ]
}

/** A table in Markdown. The last column says how many times as long the first program takes. */
export function tableOf(rows: readonly Row[]): string {
  const [first] = rows
  if (!first) return ''
  const lines = [
    ['program', 'seconds, median (range)', 'MB/s', 'reports/s', 'peak MiB', 'oomlens takes'],
    ['---', '---', '---', '---', '---', '---'],
    ...rows.map(row => cells(row, first).map((cell, at) => (at === 5 && cell !== '' ? `${cell} ×` : cell))),
  ]
  return `${lines.map(line => `| ${line.join(' | ')} |`).join('\n')}\n`
}
