import type { Scroll } from './state.ts'

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most))

/** The line that the eye is on, in a window of `height` lines that holds it. */
export function scrolledTo(scroll: Scroll, at: number, count: number, height: number): Scroll {
  const line = within(at, count - 1)
  const lowest = Math.max(scroll.top, line - height + 1)
  return { at: line, top: within(Math.min(lowest, line), Math.max(0, count - height)) }
}

/** Like `scrolledTo`, with lines above and below it where it was out of sight. */
export function jumpedTo(scroll: Scroll, at: number, count: number, height: number): Scroll {
  const isInSight = at >= scroll.top && at < scroll.top + height
  return scrolledTo(isInSight ? scroll : { at, top: at - Math.floor(height / 3) }, at, count, height)
}

/** A page further, window and line together. */
export function paged(scroll: Scroll, by: number, count: number, height: number): Scroll {
  const moved = { at: scroll.at + by, top: within(scroll.top + by, Math.max(0, count - height)) }
  return scrolledTo(moved, moved.at, count, height)
}
