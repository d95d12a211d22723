import type { Paint } from '../paint.ts'
import type { Mark } from './lanes.ts'

type Shape = (context: CanvasRenderingContext2D, x: number, y: number) => void

const circle: Shape = (context, x, y) => {
  context.arc(x, y, 3.5, 0, 2 * Math.PI)
}
const triangle: Shape = (context, x, y) => {
  context.moveTo(x, y - 5)
  context.lineTo(x + 5, y + 4)
  context.lineTo(x - 5, y + 4)
  context.closePath()
}
const diamond: Shape = (context, x, y) => {
  context.moveTo(x, y - 6)
  context.lineTo(x + 6, y)
  context.lineTo(x, y + 6)
  context.lineTo(x - 6, y)
  context.closePath()
}

const SHAPES = [circle, triangle, diamond] as const

function cross(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath()
  context.moveTo(x - 5, y - 5)
  context.lineTo(x + 5, y + 5)
  context.moveTo(x + 5, y - 5)
  context.lineTo(x - 5, y + 5)
  context.lineWidth = 3
  context.stroke()
  context.lineWidth = 1
}

/** The sign of what weighs most: shape and colour both tell. */
export function drawSign(
  context: CanvasRenderingContext2D,
  { weight }: Mark,
  x: number,
  y: number,
  paint: Paint,
  isChosen: boolean,
): void {
  const colour = [paint.muted, paint.warn, paint.kill, paint.kill][weight] ?? paint.muted
  context.fillStyle = colour
  context.strokeStyle = colour
  if (weight === 3) cross(context, x, y)
  else {
    context.beginPath()
    SHAPES[weight]?.(context, x, y)
    context.fillStyle = weight === 0 ? paint.panel : colour
    context.fill()
    context.stroke()
  }
  if (!isChosen) return
  context.strokeStyle = paint.accent
  context.lineWidth = 2
  context.beginPath()
  context.arc(x, y, 10, 0, 2 * Math.PI)
  context.stroke()
  context.lineWidth = 1
}
