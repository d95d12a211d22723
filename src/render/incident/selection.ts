import { formatBytes } from '../../model/bytes.ts'
import type { Incident, RankedTask, Selection } from '../../model/report.ts'
import { flow } from '../flow.ts'
import { beside, bodyColumn, type Page } from '../page.ts'
import { say } from '../piece.ts'
import { table } from '../table.ts'

/** Numbers of a row: `from` is the page width from which there is room for the column. */
const COLUMNS: readonly {
  readonly head: string
  readonly from: number
  readonly cell: (task: RankedTask) => number | string | null
}[] = [
  { head: 'pid', from: 0, cell: task => task.pid },
  { head: 'points', from: 0, cell: task => task.points },
  { head: 'adj', from: 0, cell: task => task.oomScoreAdj },
  { head: 'rss', from: 60, cell: task => task.rssPages },
  { head: 'swap', from: 80, cell: task => task.swapPages },
  { head: 'tables', from: 80, cell: task => (task.pgtablesBytes === null ? null : formatBytes(task.pgtablesBytes)) },
]

function summary({ predictedPid, agrees, ranking, tasks, totalPages }: Selection): string {
  const choice = predictedPid === null ? 'no prediction' : `predicted pid ${predictedPid}`
  const verdict = agrees === null ? '' : agrees ? ', as the kernel chose' : ', not what the kernel chose'
  const scale = totalPages === null ? '' : `, points scaled by ${totalPages} pages`
  return `${choice}${verdict}; ${ranking.length} of ${tasks} tasks${scale}; rss and swap in pages`
}

/** The kernel's choice, recomputed from its own task table. Numbers are never cut, names are. */
export function selectionLines({ selection }: Incident, page: Page): string[] {
  if (selection === null) return []
  const indent = bodyColumn(page)
  const columns = COLUMNS.filter(({ from }) => page.width >= from)
  const rows = selection.ranking.map(task => [...columns.map(({ cell }) => String(cell(task) ?? '')), task.comm])
  const lines = table(
    [[...columns.map(({ head }) => head), 'comm'], ...rows],
    [...columns.map(() => 'right' as const), 'left'],
    page.width - indent,
    columns.length,
  )
  return beside(page, 'Selection', [
    ...flow([say(summary(selection))], page.width, indent),
    ...(rows.length === 0 ? [] : lines.map(line => ' '.repeat(indent) + line)),
  ])
}
