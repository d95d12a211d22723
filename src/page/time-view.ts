import { clamped, type Range, type TimeView } from './range.ts'

/** The shared range, which tells those who watch it once a frame. */
export function newTimeView({ whole, first }: { readonly whole: Range; readonly first: Range }): TimeView {
  let range = clamped(first, whole)
  let frame = 0
  const watchers: ((range: Range) => void)[] = []
  function notify(): void {
    frame = 0
    for (const watcher of watchers) watcher(range)
  }
  return {
    whole,
    range: () => range,
    show(wanted) {
      range = clamped(wanted, whole)
      if (frame === 0) frame = requestAnimationFrame(notify)
    },
    watch: changed => {
      watchers.push(changed)
    },
  }
}
