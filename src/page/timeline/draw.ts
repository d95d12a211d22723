import { formatSeconds } from '../../model/bytes.ts'
import { victimsInShort } from '../../render/incidents.ts'
import { printable } from '../../render/printable.ts'
import { dayOf, ticksOf, timeLabel } from '../axis.ts'
import type { Paint } from '../paint.ts'
import type { Range } from '../range.ts'
import { type Cluster, clustersOf } from './clusters.ts'
import type { Bar, Lane, Mark } from './lanes.ts'
import { drawSign } from './signs.ts'
import { stallName } from './words.ts'

/** Where things are, in pixels. The axis of the charts below begins at the same place. */
export const LEFT = 64
export const RIGHT = 14
export const TOP = 22
export const LANE = 38
const CAPTION = 12

/** A cluster and the lane that it is drawn in. */
export interface Hit {
  readonly lane: Lane
  readonly cluster: Cluster
  readonly y: number
}

export interface Scene {
  readonly lanes: readonly Lane[]
  readonly range: Range
  readonly width: number
  readonly isWall: boolean
  readonly chosen: Mark | null
}

export const heightOf = (lanes: readonly Lane[]): number => TOP + lanes.length * LANE + 4

const middleOf = (at: number): number => TOP + at * LANE + CAPTION + (LANE - CAPTION) / 2

interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly paint: Paint
  readonly scene: Scene
  x(time: number): number
}

/** As much of a text as fits into so many pixels. */
function fitting(context: CanvasRenderingContext2D, text: string, room: number): string {
  const shown = printable(text)
  if (context.measureText(shown).width <= room) return shown
  let [low, high] = [0, shown.length]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (context.measureText(`${shown.slice(0, middle)}…`).width <= room) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : `${shown.slice(0, low)}…`
}

function drawTicks({ context, paint, scene, x }: Pen, height: number): void {
  const { range, width, isWall } = scene
  const { step, at } = ticksOf(range.from, range.to, Math.max(2, Math.floor((width - LEFT) / 90)))
  context.fillStyle = paint.muted
  context.strokeStyle = paint.line
  if (isWall) context.fillText(dayOf(range.from), 0, 12)
  context.textAlign = 'center'
  for (const time of at) {
    const left = Math.round(x(time)) + 0.5
    context.beginPath()
    context.moveTo(left, TOP)
    context.lineTo(left, height)
    context.stroke()
    if (left > LEFT + 30 && left < width - 24) context.fillText(timeLabel(time, step, isWall), left, 12)
  }
  context.textAlign = 'left'
}

function drawBar({ context, paint, x, scene }: Pen, { from, to, window }: Bar, y: number): void {
  const [left, right] = [Math.max(x(from), LEFT), Math.min(x(to), scene.width - RIGHT)]
  if (right < LEFT || left > scene.width - RIGHT) return
  const wide = Math.max(3, right - left)
  context.fillStyle = paint.shade
  context.fillRect(left, y - 11, wide, 22)
  context.strokeStyle = paint.warn
  context.strokeRect(left + 0.5, y - 10.5, wide - 1, 21)
  context.fillStyle = paint.ink
  context.fillText(
    fitting(context, `${window.id} ${stallName(window)}, ${formatSeconds(window.seconds)}`, wide - 12),
    left + 6,
    y + 4,
  )
}

/** Thick where the kernel log speaks, dashed where its silence proves nothing. */
function drawLine({ context, paint, x, scene }: Pen, { covered, sort }: Lane, y: number): void {
  const end = scene.width - RIGHT
  context.strokeStyle = paint.line
  context.setLineDash(sort === 'node' && covered.length > 0 ? [2, 4] : [])
  context.beginPath()
  context.moveTo(LEFT, y + 0.5)
  context.lineTo(end, y + 0.5)
  context.stroke()
  context.setLineDash([])
  context.lineWidth = 3
  for (const { from, to } of covered) {
    if (x(to) < LEFT || x(from) > end) continue
    context.beginPath()
    context.moveTo(Math.max(LEFT, x(from)), y + 0.5)
    context.lineTo(Math.min(end, Math.max(x(to), x(from) + 2)), y + 0.5)
    context.stroke()
  }
  context.lineWidth = 1
}

/** Names of kills where there is room for them; a number where several are drawn as one. */
function drawNames({ context, paint, scene }: Pen, clusters: readonly Cluster[], y: number): void {
  for (const [at, { x, top, marks }] of clusters.entries()) {
    const room = (clusters[at + 1]?.x ?? scene.width - RIGHT) - x - 18
    const name = top.incident === null ? '' : `${top.incident.id} ${victimsInShort(top.incident)}`
    const kills = marks.filter(({ incident }) => incident !== null).length
    const text = kills > 1 ? `${kills} incidents` : marks.length > 1 && name === '' ? `${marks.length}` : name
    if (text === '' || room < (top.incident === null ? 14 : 56)) continue
    const shown = fitting(context, text, room)
    context.fillStyle = paint.panel
    context.fillRect(x + 8, y - 6, context.measureText(shown).width + 4, 12)
    context.fillStyle = top.incident === null ? paint.muted : paint.ink
    context.fillText(shown, x + 9, y + 4)
  }
}

/** Draws what is in sight and says where it is. */
export function draw(context: CanvasRenderingContext2D, scene: Scene, paint: Paint): readonly Hit[] {
  const { lanes, range, width, chosen } = scene
  const height = heightOf(lanes)
  const scale = (width - LEFT - RIGHT) / (range.to - range.from)
  const pen: Pen = { context, paint, scene, x: time => LEFT + (time - range.from) * scale }
  context.clearRect(0, 0, width, height)
  context.font = paint.font
  context.lineWidth = 1
  drawTicks(pen, height)
  const hits: Hit[] = []
  for (const [at, lane] of lanes.entries()) {
    const y = middleOf(at)
    context.fillStyle = lane.sort === 'node' ? paint.ink : paint.muted
    context.fillText(fitting(context, lane.name, width - LEFT - RIGHT), 4, TOP + at * LANE + 11)
    if (lane.sort !== 'pressure') drawLine(pen, lane, y)
    for (const bar of lane.bars) drawBar(pen, bar, y)
    const clusters = clustersOf(lane, range, LEFT, width - LEFT - RIGHT)
    for (const cluster of clusters) {
      drawSign(context, cluster.top, cluster.x, y, paint, chosen !== null && cluster.marks.includes(chosen))
      hits.push({ lane, cluster, y })
    }
    drawNames(pen, clusters, y)
  }
  return hits
}
