import type { App } from '../app.ts'
import { dayOf, ticksOf, timeLabel } from '../axis.ts'
import { h, icon } from '../dom.ts'
import { panned, type Range, zoomed } from '../range.ts'

const button = (text: string, label: string, click: () => void): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': text.length > 1 ? null : label, title: label, click },
    text,
  )

/** From when to when is in sight, in words. */
function rangeInWords({ from, to }: Range, isWall: boolean): string {
  const { step } = ticksOf(from, to, 10)
  const [begin, end] = [from, to].map(time => timeLabel(time, Math.min(step, 1), isWall))
  if (!isWall) return `${begin} to ${end} after boot`
  const lastDay = dayOf(to) === dayOf(from) ? '' : `${dayOf(to)} `
  return `${dayOf(from)} ${begin} to ${lastDay}${end} UTC`
}

/** What the keys do, for a mouse, and what the signs mean. */
export function tools({ view, axis, report }: App, first: Range): HTMLElement {
  const story = report.incidents.length > 0 ? 'Incidents' : report.thrashing.length > 0 ? 'Thrashing' : ''
  const sight = h('span', { class: 'range muted' })
  const say = (range: Range): void => {
    sight.textContent = rangeInWords(range, axis.isWall)
  }
  view.watch(say)
  say(view.range())
  return h(
    'div',
    { class: 'tools' },
    button('+', 'Zoom in', () => view.show(zoomed(view.range(), 0.5))),
    button('−', 'Zoom out', () => view.show(zoomed(view.range(), 2))),
    button('←', 'Earlier', () => view.show(panned(view.range(), -0.3))),
    button('→', 'Later', () => view.show(panned(view.range(), 0.3))),
    story !== '' && button(story, `Show the time of ${story.toLowerCase()}`, () => view.show(first)),
    button('Everything', 'Show the whole time', () => view.show(view.whole)),
    sight,
    h(
      'ul',
      { class: 'key' },
      h('li', { class: 'kill' }, icon('✕'), 'kill'),
      h('li', { class: 'kill' }, icon('◆'), 'critical'),
      h('li', { class: 'warn' }, icon('▲'), 'warning'),
      h('li', { class: 'muted' }, icon('○'), 'info'),
    ),
  )
}
