import type { Report } from '../../model/report.ts'
import { nodeWords } from '../../render/head.ts'
import { wallTime } from '../../render/time.ts'
import { h } from '../dom.ts'
import { themeButton } from '../theme.ts'

const MOST_NODES = 4

const figure = (count: number, one: string, many: string): HTMLElement =>
  h('li', {}, h('b', {}, count), ` ${count === 1 ? one : many}`)

function figures({ incidents, nodes, thrashing, sources, series = [], problems, contradictions }: Report): HTMLElement {
  const kills = incidents.filter(({ kind, victims }) => kind !== 'sigkill' && kind !== 'eviction' && victims.length > 0)
  const trouble = problems.filter(({ severity }) => severity !== 'info').length
  return h(
    'ul',
    { class: 'figures' },
    figure(incidents.length, 'incident', 'incidents'),
    kills.length > 0 && kills.length < incidents.length && figure(kills.length, 'kill for memory', 'kills for memory'),
    figure(nodes.length, 'node', 'nodes'),
    (thrashing.length > 0 || series.length > 0) && figure(thrashing.length, 'thrashing window', 'thrashing windows'),
    figure(sources.length, 'source read', 'sources read'),
    contradictions.length > 0 && figure(contradictions.length, 'contradiction', 'contradictions'),
    trouble > 0 && figure(trouble, 'problem', 'problems'),
  )
}

/** The answer in one sentence, and what it was taken from. */
export function head(report: Report): HTMLElement {
  const { bundle, nodes, headline } = report
  const captured =
    bundle.capturedAt === null
      ? 'capture time not in the evidence'
      : `captured at or after ${wallTime(bundle.capturedAt)}`
  const left = nodes.length - MOST_NODES
  const machines = [...nodes.slice(0, MOST_NODES).map(nodeWords), ...(left > 0 ? [`${left} more nodes`] : [])]
  return h(
    'header',
    { class: 'head' },
    h(
      'div',
      { class: 'head-line' },
      h('span', { class: 'brand' }, 'oomlens'),
      h('span', { class: 'muted bundle' }, `${bundle.name} · ${captured}`),
      themeButton(),
    ),
    h('h1', {}, headline),
    machines.length > 0 && h('p', { class: 'muted' }, machines.join(' · ')),
    figures(report),
  )
}

/** Links to the parts that are there. */
export function contents(sections: readonly HTMLElement[]): HTMLElement {
  const links = sections.flatMap(section =>
    [...section.querySelectorAll('h2')].map(({ id, textContent }) =>
      h('li', {}, h('a', { href: `#${id}` }, textContent ?? '')),
    ),
  )
  return h('nav', { 'aria-label': 'Parts of the report' }, h('ul', {}, links))
}
