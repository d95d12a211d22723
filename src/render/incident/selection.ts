import { formatBytes } from '../../model/bytes.ts'
import type { Incident, RankedTask, Selection } from '../../model/report.ts'
import { flow } from '../flow.ts'
import { beside, bodyColumn, labelled, type Page } from '../page.ts'
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
  { head: 'request', from: 100, cell: task => (task.requestBytes === null ? null : formatBytes(task.requestBytes)) },
  { head: 'QoS by adj', from: 100, cell: task => task.qos },
]

/** What the recomputed choice says about the kernel's. */
export function selectionInWords({ predictedPid, agrees, ranking, tasks, totalPages }: Selection): string {
  const choice = predictedPid === null ? 'no prediction' : `predicted pid ${predictedPid}`
  const verdict = agrees === null ? '' : agrees ? ', as the kernel chose' : ', not what the kernel chose'
  const scale = totalPages === null ? '' : `, points scaled by ${totalPages} pages`
  return `${choice}${verdict}; ${ranking.length} of ${tasks} tasks${scale}; rss and swap in pages`
}

/** Within one container the largest process dies; there is a choice to explain where several were in the way. */
export const hasChoice = ({ scope, selection }: Incident): boolean =>
  selection?.agrees === false || (selection?.agrees === true && scope.level !== 'container')

/** Why this one was chosen, in words. */
export function choiceLines(incident: Incident, page: Page): string[] {
  const { selection } = incident
  if (selection === null || !(page.verbose || hasChoice(incident))) return []
  return labelled(page, 'Chosen', [[say(selection.why)]])
}

/** The kernel's choice, recomputed from its own task table. Numbers are never cut, names are. */
export function selectionLines({ selection }: Incident, page: Page): string[] {
  if (selection === null) return []
  const indent = bodyColumn(page)
  const isShown = ({ from, cell }: (typeof COLUMNS)[number]): boolean =>
    page.width >= from && selection.ranking.some(task => cell(task) !== null)
  const columns = COLUMNS.filter(isShown)
  const rows = selection.ranking.map(task => [...columns.map(({ cell }) => String(cell(task) ?? '')), task.comm])
  const lines = table(
    [[...columns.map(({ head }) => head), 'comm'], ...rows],
    [...columns.map(() => 'right' as const), 'left'],
    page.width - indent,
    columns.length,
  )
  return beside(page, 'Ranking', [
    ...flow([say(selectionInWords(selection))], page.width, indent),
    ...(rows.length === 0 ? [] : lines.map(line => ' '.repeat(indent) + line)),
  ])
}
