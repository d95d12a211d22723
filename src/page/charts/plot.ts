import uPlot from 'uplot'
import type { SampledSeries } from '../../model/report.ts'
import type { Axis } from '../axis.ts'
import { paintOf } from '../paint.ts'
import type { TimeView } from '../range.ts'
import { RIGHT } from '../timeline/draw.ts'
import { axesOf } from './axes.ts'
import { type ChartMarks, shade } from './shade.ts'
import { type ChartSpec, DASHES } from './specs.ts'

const HEIGHT = 170
const SYNC = 'oomlens'

/** A chart that can be thrown away, for other colours, and made again. */
export interface Plot {
  show(index: number, isShown: boolean): void
  redraw(): void
}

/** Points of several series over one list of times; `undefined` where a series has no point, `null` where it has a hole. */
function joined(axis: Axis, all: readonly SampledSeries[]): uPlot.AlignedData {
  const tables = all.map(({ from, seconds, values }): uPlot.AlignedData => {
    const begin = axis.at(from) ?? 0
    return [seconds.map(second => begin + second), [...values]]
  })
  return uPlot.join(
    tables,
    tables.map(() => [1, 1]),
  )
}

/** One chart on the shared axis: selecting zooms all, moving over one points into all. */
export function newPlot(
  target: HTMLElement,
  axis: Axis,
  view: TimeView,
  spec: ChartSpec,
  all: readonly SampledSeries[],
  marks: ChartMarks,
  pointed: (values: readonly (number | null)[]) => void,
): Plot {
  const data = joined(axis, all)
  const shown = all.map(() => true)
  const unit = all[0]?.unit ?? 'bytes'
  let plot: uPlot | null = null

  function make(): void {
    plot?.destroy()
    const paint = paintOf(target)
    const { from, to } = view.range()
    plot = new uPlot(
      {
        width: Math.max(200, target.clientWidth),
        height: HEIGHT,
        padding: [8, RIGHT, 0, 0],
        legend: { show: false },
        cursor: {
          sync: { key: SYNC, setSeries: false },
          drag: { x: true, y: false, setScale: false },
          bind: { dblclick: () => () => view.show(view.whole) as unknown as null },
        },
        scales: {
          x: { time: false, auto: false, min: from, max: to },
          y: {
            range: (_, __, high) => [
              0,
              spec.id === 'pressure' ? Math.max(0.1, (high || 0) * 1.12) : Math.max(1, (high || 0) * 1.12),
            ],
          },
        },
        axes: axesOf(axis, spec, paint, unit),
        series: [
          {},
          ...all.map((_, at) => ({
            stroke: paint.lines[at % paint.lines.length] ?? paint.ink,
            width: 1.75,
            dash: [...(DASHES[at % DASHES.length] ?? [])],
            show: shown[at] ?? true,
            spanGaps: false,
            points: { show: false },
          })),
        ],
        hooks: {
          drawClear: [each => shade(each, paint, marks, 'windows')],
          draw: [each => shade(each, paint, marks, 'kills')],
          setSelect: [
            each => {
              const { left, width } = each.select
              if (width > 3) view.show({ from: each.posToVal(left, 'x'), to: each.posToVal(left + width, 'x') })
              each.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
            },
          ],
          setCursor: [each => pointed(all.map((_, at) => valueAt(each, at + 1)))],
        },
      },
      data,
      target,
    )
  }
  make()
  view.watch(({ from, to }) => plot?.setScale('x', { min: from, max: to }))
  new ResizeObserver(() => {
    const width = target.clientWidth
    if (plot && width > 0 && Math.abs(plot.width - width) > 1) plot.setSize({ width, height: HEIGHT })
  }).observe(target)
  return {
    show(index, isShown) {
      shown[index] = isShown
      plot?.setSeries(index + 1, { show: isShown })
    },
    redraw: make,
  }
}

/** The value of a line at the cursor: of the point before it, as far as the line goes. */
function valueAt({ data, cursor }: uPlot, at: number): number | null {
  const values = data[at]
  for (let index = cursor.idx ?? -1; index >= 0; index -= 1) {
    const value = values?.[index]
    if (value !== undefined) return value
  }
  return null
}
