import type { NodeSummary, Report } from '../model/report.ts'
import { cited } from './citation.ts'
import { entry, type Page, section } from './page.ts'
import { say } from './piece.ts'
import { longTime } from './time.ts'

/** More programs than this are in the timeline only. */
const MOST_HEAPS = 5

const nodeName = ({ name }: NodeSummary): string => (name === null ? 'a node without a name' : `node ${name}`)

/** What programs said of their own memory: no kill, and what people take for one. */
function heapLines({ timeline }: Report, page: Page): string[] {
  return timeline
    .filter(({ kind }) => kind === 'app.out-of-memory')
    .slice(0, MOST_HEAPS)
    .flatMap(({ title, evidence }) =>
      entry(page, [say(`${title}. That is no kill by the kernel.`), ...cited(page, evidence)]),
    )
}

/**
 * Silence proves something only where a kernel log speaks: says for which spans there was no OOM kill, and that nothing
 * is known elsewhere.
 */
export function noIncidentLines(report: Report, page: Page): string[] {
  const { incidents, nodes, problems } = report
  if (incidents.length > 0) return []
  const covered = nodes.flatMap(node => node.kernelLog.map(({ from, to }) => ({ node, from, to })))
  const proven = covered.map(({ node, from, to }) =>
    entry(page, [say(`No OOM kill in the kernel log of ${nodeName(node)} from ${longTime(from)} to ${longTime(to)}.`)]),
  )
  const silent = nodes.filter(node => node.kernelLog.length === 0)
  const unproven = [
    ...silent.map(node => `No kernel log of ${nodeName(node)} with a known span: its silence proves nothing.`),
    ...(nodes.length === 0 ? ['No kernel log with a known span: silence proves nothing.'] : []),
    ...(covered.length > 0 ? ['Outside these spans nothing is known.'] : []),
  ]
  const trouble = problems.filter(({ severity }) => severity !== 'info').length
  const doubts =
    trouble === 0 ? [] : [`${trouble} ${trouble === 1 ? 'problem' : 'problems'} below may have hidden something.`]
  const heaps = section(page, 'Programs that got no more memory', heapLines(report, page))
  const looked = section(page, 'What was looked at', [
    ...proven.flat(),
    ...[...unproven, ...doubts].flatMap(sentence => entry(page, [say(sentence)])),
  ])
  return [...heaps, ...looked]
}
