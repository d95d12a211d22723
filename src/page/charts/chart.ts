import type { SampledSeries } from '../../model/report.ts'
import type { App } from '../app.ts'
import { cites } from '../cite.ts'
import { h, svg } from '../dom.ts'
import { beforePrint, watchTheme } from '../theme.ts'
import { newPlot, type Plot } from './plot.ts'
import type { ChartMarks } from './shade.ts'
import { type ChartSpec, DASHES, isSilent, nameOf, peakOf } from './specs.ts'

/** A piece of a line as it is drawn. */
const sample = (at: number): SVGElement =>
  svg(
    'svg',
    { class: 'sample', viewBox: '0 0 28 8', width: 28, height: 8, 'aria-hidden': 'true' },
    svg('line', {
      x1: 1,
      x2: 27,
      y1: 4,
      y2: 4,
      class: `line-${at % 6}`,
      'stroke-width': 2,
      'stroke-dasharray': (DASHES[at % DASHES.length] ?? []).join(' '),
    }),
  )

const inWords = (spec: ChartSpec, all: readonly SampledSeries[]): string =>
  `${spec.title}. ${all.map(each => `${nameOf(each.metric)} up to ${spec.format(peakOf(each), each.unit)}`).join(', ')}.`

/** One chart with a legend that has the numbers, and where each line comes from. */
export function chart(
  app: App,
  spec: ChartSpec,
  given: readonly SampledSeries[],
  marks: ChartMarks,
): HTMLElement | null {
  const all = given.filter(each => spec.units.includes(each.unit) && app.axis.at(each.from) !== null)
  const drawn = all.filter(each => !isSilent(each))
  const silent = all.filter(isSilent)
  if (all.length === 0) return null
  let plot: Plot | null = null
  const values = drawn.map(() => h('span', { class: 'value' }))
  const toggles = drawn.map((each, at) => {
    const toggle = h(
      'button',
      { type: 'button', class: 'legend', 'aria-pressed': 'true', click: () => turn() },
      sample(at),
      nameOf(each.metric),
    )
    function turn(): void {
      const isShown = toggle.getAttribute('aria-pressed') !== 'true'
      toggle.setAttribute('aria-pressed', String(isShown))
      plot?.show(at, isShown)
    }
    return h(
      'li',
      {},
      toggle,
      values[at],
      h('span', { class: 'muted' }, `peak ${spec.format(peakOf(each), each.unit)}`),
      cites(
        app,
        `${nameOf(each.metric)}: the first and the last of ${each.samples} samples`,
        each.evidence.slice(0, 1),
      ),
    )
  })
  const canvas = h('div', { class: 'plot', role: 'img', 'aria-label': inWords(spec, drawn) })
  const point = (at: readonly (number | null)[]): void => {
    for (const [index, value] of at.entries()) {
      const [cell, each] = [values[index], drawn[index]]
      if (cell && each) cell.textContent = value === null ? '' : spec.format(value, each.unit)
    }
  }
  // Made when it comes into sight: a report may have dozens of charts, most of them folded away.
  function make(): void {
    if (plot !== null || canvas.clientWidth === 0) return
    seen.disconnect()
    plot = newPlot(canvas, app.axis, app.view, spec, drawn, marks, point)
    watchTheme(() => plot?.redraw())
  }
  const seen = new IntersectionObserver(entries => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) make()
  })
  if (drawn.length > 0) {
    seen.observe(canvas)
    beforePrint(make)
  }
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, spec.title),
    drawn.length > 0 && [canvas, h('ul', { class: 'legends' }, toggles)],
    silent.length > 0 &&
      h('p', { class: 'muted' }, `Zero all the time: ${silent.map(({ metric }) => nameOf(metric)).join(', ')}.`),
  )
}
