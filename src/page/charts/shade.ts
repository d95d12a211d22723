import type uPlot from 'uplot'
import type { Paint } from '../paint.ts'
import type { Range } from '../range.ts'

/** What the timeline marks, for the charts below it. */
export interface ChartMarks {
  readonly windows: readonly Range[]
  readonly kills: readonly number[]
}

/** Thrashing windows behind the lines, kills in front of them: a broken line under a cross. */
export function shade({ ctx, bbox, valToPos }: uPlot, paint: Paint, marks: ChartMarks, what: keyof ChartMarks): void {
  const { left, top, width, height } = bbox
  const x = (time: number): number => valToPos(time, 'x', true)
  const ratio = devicePixelRatio
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, width, height)
  ctx.clip()
  if (what === 'windows') {
    ctx.fillStyle = paint.shade
    for (const { from, to } of marks.windows) ctx.fillRect(x(from), top, Math.max(2, x(to) - x(from)), height)
  } else {
    ctx.strokeStyle = paint.kill
    ctx.lineWidth = 1.5 * ratio
    for (const time of marks.kills) {
      const at = Math.round(x(time))
      if (at < left || at > left + width) continue
      const arm = 4 * ratio
      const middle = top + arm + 1
      ctx.setLineDash([4 * ratio, 3 * ratio])
      ctx.beginPath()
      ctx.moveTo(at, top + 2 * arm + 2)
      ctx.lineTo(at, top + height)
      ctx.stroke()
      ctx.setLineDash([])
      ctx.beginPath()
      ctx.moveTo(at - arm, middle - arm)
      ctx.lineTo(at + arm, middle + arm)
      ctx.moveTo(at + arm, middle - arm)
      ctx.lineTo(at - arm, middle + arm)
      ctx.stroke()
    }
  }
  ctx.restore()
}
