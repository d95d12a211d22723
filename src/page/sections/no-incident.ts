import type { Report } from '../../model/report.ts'
import { longTime } from '../../render/time.ts'
import { h } from '../dom.ts'
import { section } from './section.ts'

const name = (node: string | null): string => (node === null ? 'a node without a name' : `node ${node}`)

/** Silence proves something only where a kernel log speaks. */
export function noIncident({ incidents, nodes }: Report): HTMLElement | null {
  if (incidents.length > 0) return null
  const covered = nodes.flatMap(node => node.kernelLog.map(({ from, to }) => ({ node: node.name, from, to })))
  const silent = nodes.filter(({ kernelLog }) => kernelLog.length === 0)
  const said = [
    ...covered.map(
      ({ node, from, to }) =>
        `No OOM kill in the kernel log of ${name(node)} from ${longTime(from)} to ${longTime(to)}.`,
    ),
    ...silent.map(node => `No kernel log of ${name(node.name)} with a known span: its silence proves nothing.`),
    covered.length > 0 ? 'Outside these spans nothing is known.' : 'Silence proves nothing here.',
  ]
  return section(
    'looked',
    'What was looked at',
    h(
      'ul',
      { class: 'panel plain' },
      said.map(text => h('li', {}, text)),
    ),
  )
}
