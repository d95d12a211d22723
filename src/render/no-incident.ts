import type { NodeSummary, Report } from '../model/report.ts'
import { entry, type Page, section } from './page.ts'
import { say } from './piece.ts'
import { longTime } from './time.ts'

const nodeName = ({ name }: NodeSummary): string => (name === null ? 'a node without a name' : `node ${name}`)

/**
 * Silence proves something only where a kernel log speaks: says for which spans there was no OOM kill, and that nothing
 * is known elsewhere.
 */
export function noIncidentLines({ incidents, nodes, problems }: Report, page: Page): string[] {
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
  return section(page, 'What was looked at', [
    ...proven.flat(),
    ...[...unproven, ...doubts].flatMap(sentence => entry(page, [say(sentence)])),
  ])
}
