import { panned, type TimeView, zoomed } from '../range.ts'
import { LEFT, RIGHT } from './draw.ts'

/** What a pointer does on a drawing that has the axis of the page. */
export interface PointerUse {
  /** At these pixels; null when it left. */
  hover(at: { readonly x: number; readonly y: number } | null): void
  click(): void
}

const WHEEL_PIXELS = 300

/** Zooms where the pointer is; without Ctrl the wheel scrolls the page until somebody works with the drawing. */
export function zoomByWheel(element: HTMLElement, view: TimeView, isActive: () => boolean): void {
  element.addEventListener(
    'wheel',
    event => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !isActive()) return
      event.preventDefault()
      const { left, width } = element.getBoundingClientRect()
      const range = view.range()
      const share = (event.clientX - left - LEFT) / (width - LEFT - RIGHT)
      const by = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        view.show(panned(range, by / (width - LEFT)))
      else view.show(zoomed(range, 2 ** (by / WHEEL_PIXELS), range.from + share * (range.to - range.from)))
    },
    { passive: false },
  )
}

/** Hovers, pans by dragging, and clicks. */
export function followPointer(element: HTMLElement, view: TimeView, { hover, click }: PointerUse): void {
  let drag: { readonly x: number; moved: boolean } | null = null
  element.addEventListener('pointerdown', event => {
    drag = { x: event.clientX, moved: false }
    element.setPointerCapture(event.pointerId)
  })
  let last = 0
  element.addEventListener('pointermove', event => {
    const { left, top, width } = element.getBoundingClientRect()
    if (drag === null || event.buttons === 0) hover({ x: event.clientX - left, y: event.clientY - top })
    else {
      const by = event.clientX - (drag.moved ? last : drag.x)
      if (!drag.moved && Math.abs(by) < 4) return
      drag.moved = true
      last = event.clientX
      view.show(panned(view.range(), -by / (width - LEFT - RIGHT)))
    }
  })
  element.addEventListener('pointerup', () => {
    if (drag?.moved === false) click()
    drag = null
  })
  element.addEventListener('pointerleave', () => hover(null))
}
