import { readTaskTable, type TaskTableLine } from '../../../../grammars/kernel/task-table.ts'

const BEFORE = ['uid', 'tgid', 'total_vm', 'rss']
const AFTER = ['swapents', 'oom_score_adj']

/** Columns of tables whose header is lost, by the number of whole numbers in a row (mm/oom_kill.c). */
const COLUMNS_BY_COUNT: Readonly<Record<number, readonly string[]>> = {
  7: [...BEFORE, 'pgtables_bytes', ...AFTER],
  8: [...BEFORE, 'nr_ptes', 'nr_pmds', ...AFTER],
  10: [...BEFORE, 'rss_anon', 'rss_file', 'rss_shmem', 'pgtables_bytes', ...AFTER],
}

/** Seven columns are of many kernels: before 4.15 the fifth holds other things, and before 3.6 the sixth too. */
const OLD_SEVEN = [...BEFORE, '', '', 'oom_score_adj']

function countedColumns(rows: readonly TaskTableLine[]): readonly string[] | null {
  const count = commonCount(rows)
  const isBytes = (row: TaskTableLine): boolean => Number(row.words[BEFORE.length]?.text) % 4096 === 0
  return count === 7 && !rows.every(isBytes) ? OLD_SEVEN : (COLUMNS_BY_COUNT[count] ?? null)
}

const wholeNumbers = (line: TaskTableLine): number => {
  const end = line.words.findIndex(word => !/^-?\d+$/.test(word.text))
  return end === -1 ? line.words.length : end
}

/** The count that most rows agree on: a name of digits makes one row longer, not most of them. */
function commonCount(lines: readonly TaskTableLine[]): number {
  const counts = new Map<number, number>()
  for (const line of lines) {
    const count = wholeNumbers(line)
    counts.set(count, (counts.get(count) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}

/** The words of a line; a line of a table is one, so that there are none only where it holds another. */
export function lineOf(text: string): TaskTableLine | null {
  const reading = readTaskTable(`${text}\n`)
  return reading.ok ? (reading.value[0] ?? null) : null
}

/** The columns before the name, as the header says or as the rows have them. */
export interface Columns {
  readonly names: readonly string[]
  readonly hasHeader: boolean
}

/** Null where neither tells. */
export function columnsOf(texts: readonly string[]): Columns | null {
  const header = lineOf(texts[0] ?? '')
  if (header?.bracket === 'pid') return { names: header.words.slice(0, -1).map(word => word.text), hasHeader: true }
  const rows = texts.flatMap(text => lineOf(text) ?? []).filter(line => line.bracket !== 'pid')
  const names = countedColumns(rows)
  return names && { names, hasHeader: false }
}
