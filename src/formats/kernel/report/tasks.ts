import { readTaskTable, type TaskTableLine } from '../../../../grammars/kernel/task-table.ts'
import type { TaskRow, TaskTable } from '../../../model/kernel.ts'
import { spanning } from '../../../model/span.ts'
import { unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import type { Draft, Part } from './draft.ts'

export const TABLE_HEADING = 'Tasks state (memory values in pages):'
const HEADER = /^\[ *pid *\] +uid +tgid +total_vm +rss /
const ROW = /^\[ *\d+ *\](?: +-?\d+){4}/

/** Rows until the table's end; the kernel prints one row for each process, and no machine has more. */
const MAX_ROWS = 200_000

export const taskTable: Part = {
  read(draft, body, span) {
    const { text } = body
    if (draft.concluded) return false
    const isTable = text.startsWith(TABLE_HEADING) || HEADER.test(text)
    if (isTable) draft.inside = 'tasks'
    else if (!ROW.test(text) || (draft.inside !== 'tasks' && draft.inside !== null)) return false
    if (!text.startsWith(TABLE_HEADING) && draft.taskLines.length < MAX_ROWS) draft.taskLines.push({ text, span })
    return true
  },
}

/** Columns of tables whose header is lost, by the number of whole numbers in a row (mm/oom_kill.c). */
const COLUMNS_BY_COUNT: Readonly<Record<number, readonly string[]>> = {
  7: ['uid', 'tgid', 'total_vm', 'rss', 'pgtables_bytes', 'swapents', 'oom_score_adj'],
  8: ['uid', 'tgid', 'total_vm', 'rss', 'nr_ptes', 'nr_pmds', 'swapents', 'oom_score_adj'],
  10: [
    'uid',
    'tgid',
    'total_vm',
    'rss',
    'rss_anon',
    'rss_file',
    'rss_shmem',
    'pgtables_bytes',
    'swapents',
    'oom_score_adj',
  ],
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

function rowOf(line: TaskTableLine, columns: readonly string[], text: string): TaskRow | null {
  const cell = (name: string): number | null => {
    const at = columns.indexOf(name)
    return at === -1 ? null : decimal(line.words[at]?.text)
  }
  const pid = decimal(line.bracket)
  const name = line.words[columns.length]
  if (pid === null || line.words.length < columns.length || cell('oom_score_adj') === null) return null
  const end = text.indexOf('\n', name?.start ?? text.length)
  return {
    pid,
    tgid: cell('tgid'),
    uid: cell('uid'),
    totalVmPages: cell('total_vm'),
    rssPages: cell('rss'),
    rssAnonPages: cell('rss_anon'),
    rssFilePages: cell('rss_file'),
    rssShmemPages: cell('rss_shmem'),
    pgtablesBytes: cell('pgtables_bytes'),
    nrPtes: cell('nr_ptes'),
    nrPmds: cell('nr_pmds'),
    swapentsPages: cell('swapents'),
    oomScoreAdj: cell('oom_score_adj'),
    comm: name ? unescapeName(text.slice(name.start, end === -1 ? undefined : end)) : '',
  }
}

/** Reads the table as a whole, once its last row is there. */
export function tableOf(draft: Draft): TaskTable | null {
  const [first] = draft.taskLines
  const last = draft.taskLines.at(-1)
  if (!first || !last) return null
  const text = draft.taskLines.map(line => `${line.text.trimEnd()}\n`).join('')
  const reading = readTaskTable(text)
  if (!reading.ok) return null
  const header = reading.value.find(line => line.bracket === 'pid')
  const rows = reading.value.filter(line => line.bracket !== 'pid')
  const columns = header?.words.slice(0, -1).map(word => word.text) ?? COLUMNS_BY_COUNT[commonCount(rows)] ?? null
  if (columns === null) return null
  return {
    rows: rows.flatMap(line => rowOf(line, columns, text) ?? []),
    span: spanning(first.span, last.span),
    hasHeader: header !== undefined,
  }
}
