import type { TaskTable } from '../../../model/kernel.ts'
import { lineSpan } from '../../../model/line.ts'
import type { Body } from '../../../model/reader.ts'
import { spanning } from '../../../model/span.ts'
import type { Draft, Part } from './draft.ts'
import { columnsOf } from './task-columns.ts'
import { newRowReader } from './task-row.ts'

export const TABLE_HEADING = 'Tasks state (memory values in pages):'
export const TABLE_HEADER: RegExp = /^\[ *pid *\] +uid +tgid +total_vm +rss .*\bname\s*$/
export const TABLE_ROW: RegExp = /^\[ *\d+ *\](?: +-?\d+){4}/

/** Rows until the table's end; the kernel prints one row for each process, and no machine has more. */
const MAX_ROWS = 200_000

/** A row whose numbers alone are longer than the name of a task, which a header has before its words. */
const LONG_ROW = /^(?=[[\d\]\- ]{16})\[ *\d+ *\](?: +-?\d+){4}/

/** Takes a row of the table that is being read. Most lines are rows: those need not be tried as anything else. */
export function takesRow(draft: Draft, { line, text }: Body): boolean {
  if (draft.inside !== 'tasks' || draft.concluded || draft.headerSpan === null || !LONG_ROW.test(text)) return false
  draft.last = lineSpan(line)
  if (draft.taskLines.length < MAX_ROWS) draft.taskLines.push({ text, span: draft.last })
  return true
}

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

/** Reads the table as a whole, once its last row is there. */
export function tableOf({ taskLines }: Draft): TaskTable | null {
  const [first] = taskLines
  const last = taskLines.at(-1)
  if (!first || !last) return null
  const texts = taskLines.map(line => line.text)
  const columns = columnsOf(texts)
  if (columns === null) return null
  const rowOf = newRowReader(columns.names)
  const rows = texts.map(rowOf).filter(row => row !== null)
  return { rows, span: spanning(first.span, last.span), hasHeader: columns.hasHeader }
}
