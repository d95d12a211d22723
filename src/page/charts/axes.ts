import type uPlot from 'uplot'
import type { SampledSeries } from '../../model/report.ts'
import { type Axis, ticksOf, timeLabel } from '../axis.ts'
import type { Paint } from '../paint.ts'
import { LEFT } from '../timeline/draw.ts'
import type { ChartSpec } from './specs.ts'

const LABEL_PIXELS = 36
/** Sizes are read in powers of two. */
const ROUND_BYTES = Array.from({ length: 50 }, (_, at) => 2 ** at)

/** The axes of a chart: times as in the timeline above it, and sizes or rates in their unit. */
export function axesOf(axis: Axis, spec: ChartSpec, paint: Paint, unit: SampledSeries['unit']): uPlot.Axis[] {
  const look = {
    stroke: paint.muted,
    grid: { stroke: paint.line, width: 1 },
    ticks: { stroke: paint.line, width: 1 },
    font: paint.font,
  }
  let step = 1
  return [
    {
      ...look,
      size: 24,
      splits: (plot, _, from, to) => {
        const ticks = ticksOf(from, to, Math.max(2, Math.floor((plot.width - LEFT) / 90)))
        step = ticks.step
        return [...ticks.at]
      },
      values: (plot, splits) => {
        // A name at the edge would be cut.
        const room = (plot.posToVal(LABEL_PIXELS, 'x') - plot.posToVal(0, 'x')) / 2
        const { max = 0 } = plot.scales.x ?? {}
        return splits.map(at => (at + room > (max ?? 0) ? '' : timeLabel(at, step, axis.isWall)))
      },
    },
    {
      ...look,
      size: LEFT,
      ...(unit === 'bytes' ? { incrs: ROUND_BYTES } : {}),
      gap: 4,
      values: (_, splits) => splits.map(value => spec.format(value, unit).replace(/ (?:pages)?\/s$/, '')),
    },
  ]
}
