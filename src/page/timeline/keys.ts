import { panned, type Range, type TimeView, zoomed } from '../range.ts'

/** What can be done to a timeline without a mouse. */
export interface Moves {
  step(by: 1 | -1): void
  open(): void
  first(): Range
}

const ZOOM = 0.6
const PAN = 0.2

/** The change of the range that a key asks for; null where it asks for none. */
export function rangeByKey(key: string, range: Range, whole: Range, first: Range): Range | null {
  switch (key) {
    case '+':
    case '=':
      return zoomed(range, ZOOM)
    case '-':
    case '_':
      return zoomed(range, 1 / ZOOM)
    case 'ArrowLeft':
      return panned(range, -PAN)
    case 'ArrowRight':
      return panned(range, PAN)
    case 'Home':
      return first
    case 'End':
    case '0':
      return whole
    default:
      return null
  }
}

/** As much of an event as is looked at. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  preventDefault(): void
}

/** Keys of the timeline: zoom, pan, from mark to mark, and to the evidence of one. */
export function onKey(event: KeyPress, view: TimeView, moves: Moves): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const range = rangeByKey(event.key, view.range(), view.whole, moves.first())
  if (range !== null) view.show(range)
  else if (event.key === 'n' || event.key === 'ArrowDown') moves.step(1)
  else if (event.key === 'p' || event.key === 'ArrowUp') moves.step(-1)
  else if (event.key === 'Enter') moves.open()
  else return
  event.preventDefault()
}
