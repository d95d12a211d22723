import { formatBytes } from '../../model/bytes.ts'
import type { Incident, MemoryAccount } from '../../model/report.ts'
import { displayWidth, pad } from '../display-width.ts'
import { flow } from '../flow.ts'
import { beside, bodyColumn, type Page } from '../page.ts'
import { say } from '../piece.ts'
import { table } from '../table.ts'

/** The name of the row for what is in no part; it is always the last one. */
export const UNACCOUNTED = 'unaccounted'

export interface Row {
  readonly name: string
  readonly bytes: number
}

const LARGEST = 6
const LONGEST_BAR = 24
const SHORTEST_BAR = 8

/** Parts by size; the small ones as one row unless all are wanted. What is not accounted for always has its row. */
export function memoryRows({ parts, unaccountedBytes }: MemoryAccount, all: boolean): Row[] {
  const sorted = parts.filter(part => part.bytes !== 0).sort((a, b) => b.bytes - a.bytes)
  const shown = all || sorted.length <= LARGEST + 1 ? sorted : sorted.slice(0, LARGEST)
  const rest = sorted.slice(shown.length)
  const bytes = rest.reduce((sum, part) => sum + part.bytes, 0)
  return [
    ...shown,
    ...(rest.length > 0 ? [{ name: `${rest.length} smaller parts`, bytes }] : []),
    { name: UNACCOUNTED, bytes: unaccountedBytes },
  ]
}

/** A share of the whole in percent; a little is not nothing. */
export function share(part: number): string {
  const percent = part * 100
  if (percent > 0 && percent < 1) return '<1 %'
  return `${Math.round(percent)} %`
}

function bar(part: number, width: number, color: boolean): string {
  const filled = Math.min(width, Math.max(0, Math.round(part * width)))
  return (color ? '█' : '#').repeat(filled)
}

/** The processes' sum is worth a line where it would mislead, or leaves this share of the total to no process. */
const WORTH_A_LINE = 0.1

function processNote({ totalBytes, processes }: MemoryAccount, verbose: boolean): string | null {
  if (processes === null) return null
  const { rssBytes, elsewhereBytes, note } = processes
  const tellsMore = rssBytes > totalBytes * (1 + WORTH_A_LINE) || (elsewhereBytes ?? 0) >= totalBytes * WORTH_A_LINE
  return verbose || tellsMore ? note : null
}

/** Where the memory was: the largest parts, their shares, and bars where there is room. */
export function memoryLines({ memory }: Incident, page: Page): string[] {
  if (memory === null) return []
  const { totalBytes } = memory
  const rows = memoryRows(memory, page.verbose)
  const indent = bodyColumn(page)
  const room = page.width - indent
  const shares = rows.map(({ bytes }) => (totalBytes > 0 ? bytes / totalBytes : null))
  const texts = table(
    rows.map(({ name, bytes }, at) => [name, formatBytes(bytes), shares[at] == null ? '' : share(shares[at])]),
    ['left', 'right', 'right'],
    room,
  )
  const column = texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0) + 2
  const barWidth = Math.min(LONGEST_BAR, room - column)
  const lines = texts.map((text, at) => {
    const drawn = barWidth >= SHORTEST_BAR && shares[at] != null ? bar(shares[at], barWidth, page.color) : ''
    return ' '.repeat(indent) + (drawn === '' ? text : `${pad(text, column)}${page.ink.cyan(drawn)}`)
  })
  const head = `of the ${memory.of}, ${formatBytes(totalBytes)} in all`
  const notes = [memory.note, processNote(memory, page.verbose)].filter(note => note !== null)
  const below = notes.flatMap(note => flow([say(note)], page.width, indent))
  return beside(page, 'Memory', [...flow([say(head)], page.width, indent), ...lines, ...below])
}
