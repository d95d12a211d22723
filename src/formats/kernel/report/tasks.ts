import { readTaskTable, type TaskTableLine } from '../../../../grammars/kernel/task-table.ts'
import type { TaskRow, TaskTable } from '../../../model/kernel.ts'
import { spanning } from '../../../model/span.ts'
import { unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import type { Draft, Part } from './draft.ts'

export const TABLE_HEADING = 'Tasks state (memory values in pages):'
export const TABLE_HEADER: RegExp = /^\[ *pid *\] +uid +tgid +total_vm +rss .*\bname\s*$/
export const TABLE_ROW: RegExp = /^\[ *\d+ *\](?: +-?\d+){4}/

/** Rows until the table's end; the kernel prints one row for each process, and no machine has more. */
const MAX_ROWS = 200_000

/** True for a row of the table that is being read. */
export const isRowBelow = (draft: Draft, text: string): boolean =>
  draft.inside === 'tasks' && draft.headerSpan !== null && text.startsWith('[') && TABLE_ROW.test(text)

export const taskTable: Part = {
  read(draft, body, span) {
    const { text } = body
    if (draft.concluded) return false
    // Lines of other parts look like none of these, so that rows are known without their header.
    if (!text.startsWith(TABLE_HEADING) && !TABLE_HEADER.test(text) && !TABLE_ROW.test(text)) return false
    draft.inside = 'tasks'
    if (!text.startsWith(TABLE_HEADING) && draft.taskLines.length < MAX_ROWS) draft.taskLines.push({ text, span })
    return true
  },
}

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

function columnsOf(rows: readonly TaskTableLine[]): readonly string[] | null {
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

/** Where each column stands; -1 for one that the table has not. */
const placesOf = (columns: readonly string[]) => ({
  count: columns.length,
  tgid: columns.indexOf('tgid'),
  uid: columns.indexOf('uid'),
  totalVm: columns.indexOf('total_vm'),
  rss: columns.indexOf('rss'),
  rssAnon: columns.indexOf('rss_anon'),
  rssFile: columns.indexOf('rss_file'),
  rssShmem: columns.indexOf('rss_shmem'),
  pgtablesBytes: columns.indexOf('pgtables_bytes'),
  nrPtes: columns.indexOf('nr_ptes'),
  nrPmds: columns.indexOf('nr_pmds'),
  swapents: columns.indexOf('swapents'),
  oomScoreAdj: columns.indexOf('oom_score_adj'),
})

function rowOf(line: TaskTableLine, places: ReturnType<typeof placesOf>, text: string): TaskRow | null {
  const cell = (at: number): number | null => (at === -1 ? null : decimal(line.words[at]?.text))
  const pid = decimal(line.bracket)
  const last = line.words[places.count - 1]
  if (pid === null || last === undefined || decimal(last.text) === null) return null
  const blank = last.start + last.text.length
  // A row that ends with its last number was cut: a blank follows even where the name is empty.
  if (!/[ \t]/.test(text.charAt(blank))) return null
  const end = text.indexOf('\n', blank)
  return {
    pid,
    tgid: cell(places.tgid),
    uid: cell(places.uid),
    totalVmPages: cell(places.totalVm),
    rssPages: cell(places.rss),
    rssAnonPages: cell(places.rssAnon),
    rssFilePages: cell(places.rssFile),
    rssShmemPages: cell(places.rssShmem),
    pgtablesBytes: cell(places.pgtablesBytes),
    nrPtes: cell(places.nrPtes),
    nrPmds: cell(places.nrPmds),
    swapentsPages: cell(places.swapents),
    oomScoreAdj: cell(places.oomScoreAdj),
    // A name may begin with blanks itself.
    comm: unescapeName(text.slice(blank + 1, end === -1 ? undefined : end).trimEnd()),
  }
}

/** Lines are read so many at a time: a table may have a hundred thousand. */
const SLICE = 1000

interface Slice {
  readonly text: string
  readonly lines: readonly TaskTableLine[]
}

function slicesOf(lines: readonly { readonly text: string }[]): readonly Slice[] {
  const slices: Slice[] = []
  for (let at = 0; at < lines.length; at += SLICE) {
    const text = lines
      .slice(at, at + SLICE)
      .map(line => `${line.text}\n`)
      .join('')
    const reading = readTaskTable(text)
    if (reading.ok) slices.push({ text, lines: reading.value })
  }
  return slices
}

/** Reads the table as a whole, once its last row is there. */
export function tableOf(draft: Draft): TaskTable | null {
  const [first] = draft.taskLines
  const last = draft.taskLines.at(-1)
  if (!first || !last) return null
  const slices = slicesOf(draft.taskLines)
  const [top] = slices[0]?.lines ?? []
  const header = top?.bracket === 'pid' ? top : null
  const rows = slices.flatMap(slice => slice.lines).filter(line => line.bracket !== 'pid')
  const columns = header?.words.slice(0, -1).map(word => word.text) ?? columnsOf(rows)
  if (columns === null) return null
  const places = placesOf(columns)
  return {
    rows: slices.flatMap(({ text, lines }) => lines.flatMap(line => rowOf(line, places, text) ?? [])),
    span: spanning(first.span, last.span),
    hasHeader: header !== null,
  }
}
