import { formatBytes } from '../../model/bytes.ts'
import type { SourceSummary } from '../../model/report.ts'
import { wallTime } from '../../render/time.ts'
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import { section, table } from './section.ts'

const span = ({ from, to }: SourceSummary): string =>
  from === null && to === null ? '' : `${from === null ? '?' : wallTime(from)} to ${to === null ? '?' : wallTime(to)}`

function citedLines(app: App, path: string): HTMLElement | string {
  const spans = app.spans.get(path) ?? []
  if (spans.length === 0) return ''
  const show = (): void => app.evidence.show(`Cited in ${path}`, spans, -1, [])
  return h(
    'button',
    { type: 'button', class: 'cite', 'aria-label': `${spans.length} cited in ${path}`, click: show },
    `${spans.length} cited`,
  )
}

/** What was read, as what, and what of it is cited. */
export const sources = (app: App): HTMLElement | null =>
  section(
    'sources',
    'Sources',
    table(
      ['File', 'Read as', 'Size', 'Lines', 'Facts', 'Node', 'Time', 'Evidence'],
      app.report.sources.map(source =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, source.path),
          h('td', {}, source.format),
          h('td', { class: 'number' }, formatBytes(source.bytes)),
          h('td', { class: 'number' }, source.lines),
          h('td', { class: 'number' }, source.events),
          h('td', {}, source.node ?? ''),
          h('td', {}, span(source)),
          h('td', {}, citedLines(app, source.path)),
        ),
      ),
    ),
  )
