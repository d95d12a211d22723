import { type Line, lineSpan } from '../../../model/line.ts'
import type { Problem } from '../../../model/problem.ts'
import type { SeriesFormat } from '../../../model/reader.ts'
import { type Columns, newColumns } from '../columns.ts'
import { dayOf, type PrintedDate, printedDate, timeOfDay } from './calendar.ts'
import { isKnownColumn } from './readings.ts'
import { newTable, type Table, takeNames, takeRow } from './table.ts'

/** `Linux 6.1.0-56-cloud-amd64 (web-07) 	10/07/26 	_x86_64_	(2 CPU)`; sysstat 9 has no processor, 8 no machine. */
const HEAD =
  /^Linux \S+ \(([^()\s]{1,253})\)\s+(\d[\d./\-年月日년월일]{5,12}(?: \d{1,2}[月월일] ?\d{1,2}[日일])?)(?=\s|$)(?:\s+_\S+_)?(?:\s+\(\d{1,5} CPU\))?\s*$/
const HEAD_BYTES = 4000

/** A file of sar: a day, the columns of its numbers by its words, and what stands under which names. */
interface Report {
  readonly columns: Columns
  readonly date: PrintedDate
  readonly printed: string
  readonly line: Line
  readonly tables: Map<string, Table>
  midnight: number | null
}

const ambiguous = ({ printed, line }: Report): Problem => ({
  code: 'DATE_AMBIGUOUS',
  severity: 'info',
  detail: `The date ${printed} is read as month/day/year.`,
  advice: 'Where it is day/month/year, run sar again with S_TIME_FORMAT=ISO.',
  evidence: [lineSpan(line)],
  path: line.path,
})

const isNames = (cells: readonly string[]): boolean => cells.some(cell => /^[A-Za-z%][A-Za-z%/\d-]*$/.test(cell))

/**
 * Tables of sar (sysstat 9 to 12) in any language: the day stands in the first line, the time before each row. Rates are of
 * the time since the row before; the time before the names of columns is where the first of them begins.
 */
export const sarText: SeriesFormat = {
  id: 'sar',
  matches: (_path, head) => {
    const lines = head.slice(0, HEAD_BYTES).split('\n')
    const at = lines.findIndex(line => HEAD.test(line.trimEnd()))
    return at !== -1 && lines.slice(at + 1, at + 5).some(line => timeOfDay(line) !== null)
  },
  open(path) {
    const machines = new Map<string, Columns>()
    const problems: Problem[] = []
    let report: Report | null = null
    let table: Table | null = null

    function begin(host: string, printed: string, line: Line): void {
      const date = printedDate(printed)
      const columns = machines.get(host) ?? newColumns({ path, node: host, clock: 'wall', zone: 'missing' })
      machines.set(host, columns)
      report = date && { columns, date, printed, line, tables: new Map(), midnight: null }
      table = null
    }

    function midnightOf(of: Report, cells: readonly string[]): number | null {
      if (of.midnight !== null) return of.midnight
      const hasComma = cells.some(cell => cell.includes(','))
      const day = dayOf(of.date, hasComma)
      of.midnight = day === null ? null : day.midnight
      if (day?.isAmbiguous) problems.push(ambiguous(of))
      return of.midnight
    }

    function take(of: Report, line: Line): void {
      const at = timeOfDay(line.text)
      if (at === null) {
        // Blank lines stand before names that are repeated; averages end a table.
        if (line.text.trim() === '') return
        if (table !== null) of.tables.delete(table.names.join(' '))
        table = null
        return
      }
      const cells = line.text.slice(at.length).trim().split(/\s+/)
      // A comment that an administrator left (`sadc -C`).
      if (cells[0] === 'COM') return
      if (isNames(cells)) {
        const key = cells.join(' ')
        table = cells.some(isKnownColumn) ? (of.tables.get(key) ?? newTable(cells)) : null
        if (table === null) return
        of.tables.set(key, table)
        takeNames(table, at.seconds)
      } else if (table !== null && table.names.length === cells.length) {
        const midnight = midnightOf(of, cells)
        if (midnight !== null) takeRow(table, cells, at.seconds, { columns: of.columns, midnight, place: line })
      }
    }

    return {
      take(line) {
        const [, host, date] = HEAD.exec(line.text.trimEnd()) ?? []
        if (host !== undefined && date !== undefined) begin(host, date, line)
        else if (report !== null) take(report, line)
      },
      close: () => [...problems, ...[...machines.values()].flatMap(each => each.series())],
    }
  },
}
