import type { App } from '../app.ts'
import { termsOf } from '../app.ts'
import { h } from '../dom.ts'
import { type Paint, paintOf } from '../paint.ts'
import { watchTheme } from '../theme.ts'
import { panned } from '../range.ts'
import { draw, type Hit, heightOf } from './draw.ts'
import { onKey } from './keys.ts'
import { type Lane, lanesOf, type Mark } from './lanes.ts'
import { followPointer, zoomByWheel } from './pointer.ts'
import { tools } from './tools.ts'
import { timeOf, titleOf } from './words.ts'

const REACH_PIXELS = 12

const nearest = (hits: readonly Hit[], x: number, y: number): Hit | null => {
  const near = hits.filter(hit => Math.abs(hit.cluster.x - x) < REACH_PIXELS && Math.abs(hit.y - y) < REACH_PIXELS + 4)
  return near.toSorted((a, b) => Math.abs(a.cluster.x - x) - Math.abs(b.cluster.x - x))[0] ?? null
}

/** The drawing, its buttons and the words about the mark that is chosen or under the pointer. */
export function timelineView(app: App): HTMLElement {
  const { view } = app
  const first = view.range()
  const lanes: readonly Lane[] = lanesOf(app.report, app.axis)
  const marks = lanes.flatMap(lane => lane.marks).toSorted((a, b) => a.at - b.at || b.weight - a.weight)
  const canvas = h('canvas', { 'aria-hidden': 'true' })
  const said = h('p', { class: 'said', role: 'status' }, 'Move to a mark, or press N for the next one.')
  const help =
    'Plus and minus zoom, arrow keys left and right move, N and P go from event to event, Enter opens the evidence, Home shows the incidents, End everything.'
  const stage = h(
    'div',
    {
      class: 'stage',
      role: 'application',
      'aria-roledescription': 'timeline',
      'aria-label': `Timeline. ${help}`,
      tabindex: 0,
    },
    canvas,
  )
  let [hits, chosen, paint]: [readonly Hit[], Mark | null, Paint | null] = [[], null, null]

  function redraw(): void {
    const context = canvas.getContext('2d')
    const width = stage.clientWidth
    if (context === null || width === 0) return
    paint ??= paintOf(stage)
    const [ratio, height] = [devicePixelRatio, heightOf(lanes)]
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio)
      canvas.height = Math.round(height * ratio)
      canvas.style.height = `${height}px`
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    hits = draw(context, { lanes, range: view.range(), width, isWall: app.axis.isWall, chosen }, paint)
  }

  function say(mark: Mark, others: number): void {
    const open = h(
      'button',
      { type: 'button', class: 'cite', click: () => show(mark) },
      mark.incident ? `go to ${mark.incident.id}` : 'evidence',
    )
    const more = others > 0 ? ` (and ${others} more here: zoom in)` : ''
    said.replaceChildren(
      h('b', {}, timeOf(mark)),
      ` ${titleOf(mark).slice(0, 400)}`,
      h('span', { class: 'muted' }, more),
      ' ',
      open,
    )
  }
  function choose(mark: Mark | null, others = 0): void {
    if (mark === chosen) return
    chosen = mark
    if (mark !== null) say(mark, others)
    redraw()
  }
  function show(mark: Mark | null): void {
    if (mark?.incident) app.showIncident(mark.incident.id)
    else if (mark?.entry) {
      const incident = app.report.incidents.find(({ id }) => id === mark.entry?.incident)
      app.evidence.show(mark.entry.title, mark.entry.evidence, 0, incident ? termsOf(incident) : [])
    }
  }
  function step(by: 1 | -1): void {
    const { from, to } = view.range()
    const at = chosen === null ? marks.findIndex(mark => mark.at >= from) - (by === 1 ? 1 : 0) : marks.indexOf(chosen)
    const next = marks[Math.min(marks.length - 1, Math.max(0, at + by))]
    if (next === undefined) return
    choose(next)
    if (next.at < from || next.at > to) view.show(panned({ from, to }, (next.at - (from + to) / 2) / (to - from)))
  }

  stage.addEventListener('keydown', event => onKey(event, view, { step, open: () => show(chosen), first: () => first }))
  zoomByWheel(stage, view, () => stage.contains(document.activeElement))
  followPointer(stage, view, {
    hover(at) {
      const hit = at && nearest(hits, at.x, at.y)
      stage.classList.toggle('pointing', hit !== null)
      if (hit) choose(hit.cluster.top, hit.cluster.marks.length - 1)
    },
    click: () => stage.classList.contains('pointing') && show(chosen),
  })
  view.watch(redraw)
  watchTheme(() => {
    paint = null
    redraw()
  })
  new ResizeObserver(redraw).observe(stage)

  const undated = app.report.timeline.filter(({ at }) => app.axis.at(at) === null).length
  return h(
    'div',
    { class: 'panel timeline' },
    tools(app, first),
    stage,
    said,
    undated > 0 &&
      h(
        'p',
        { class: 'muted' },
        `${undated} ${undated === 1 ? 'event has no time on this axis and is' : 'events have no time on this axis and are'} in the list only.`,
      ),
  )
}
