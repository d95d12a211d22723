import type { App } from '../app.ts'
import { cites } from '../cite.ts'
import { h } from '../dom.ts'
import { severityMark } from '../marks.ts'
import { table } from '../sections/section.ts'
import { shortTime } from '../../render/time.ts'

const AT_ONCE = 200

/** The timeline as a table: what is in sight, or all of it; a part at a time. */
export function timelineList(app: App): HTMLElement {
  const { timeline } = app.report
  const body = h('div', {})
  const inSight = h('input', { type: 'checkbox', id: 'in-sight', change: () => fill(AT_ONCE) })
  inSight.checked = true
  const more = h('button', { type: 'button', class: 'quiet', click: () => fill(shown + AT_ONCE) }, '')
  const count = h('span', { class: 'muted', role: 'status' })
  let shown = 0
  function fill(most: number): void {
    const { from, to } = app.view.range()
    const all = timeline.filter(({ at }) => {
      const seconds = app.axis.at(at)
      return !inSight.checked || (seconds !== null && seconds >= from && seconds <= to)
    })
    shown = Math.min(most, all.length)
    const rows = all
      .slice(0, shown)
      .map(({ at, severity, node, title, evidence, incident }) =>
        h(
          'tr',
          {},
          h('td', { class: 'when' }, shortTime(at)),
          h('td', {}, severityMark(severity)),
          h('td', {}, node ?? ''),
          h('td', {}, title, ' ', incident !== null && h('span', { class: 'muted' }, incident)),
          h('td', {}, cites(app, title, evidence)),
        ),
      )
    body.replaceChildren(
      table(['Time (UTC)', 'Severity', 'Node', 'What', 'Evidence'], rows) ?? h('p', {}, 'Nothing in this span.'),
    )
    more.hidden = shown === all.length
    more.textContent = `Show ${Math.min(AT_ONCE, all.length - shown)} more of ${all.length - shown}`
    count.textContent = `${shown} of ${all.length} events`
  }
  const details = h(
    'details',
    { class: 'unprinted', toggle: () => details.open && fill(AT_ONCE) },
    h('summary', {}, `The timeline as a list (${timeline.length} events)`),
    h('div', { class: 'tools' }, inSight, h('label', { for: 'in-sight' }, 'only what is in sight above'), count),
    body,
    more,
  )
  let wait = 0
  app.view.watch(() => {
    clearTimeout(wait)
    if (details.open && inSight.checked) wait = setTimeout(() => fill(AT_ONCE), 150)
  })
  return details
}
