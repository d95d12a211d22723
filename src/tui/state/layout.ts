import type { Pane, State } from './state.ts'

/** A rectangle of the screen; its first line is the heading. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where everything is. The first line is the title, the last one the status. */
export interface Layout {
  readonly panes: Readonly<Partial<Record<Pane, Box>>>
  readonly strip: Box | null
  /** The body, for what covers all panes. */
  readonly body: Box
}

/** Below either, one pane at a time. */
const ONE_PANE_COLUMNS = 60
const ONE_PANE_ROWS = 20
/** From here on list and detail stand side by side. */
const WIDE_COLUMNS = 110
/** From here on detail and source are both there. */
const TALL_ROWS = 36
const LIST_SHARE = 0.46
const MOST_LIST_COLUMNS = 96

/** The axis, and a line for each series that there is room for. */
function stripRows({ columns, rows }: State['size'], tracks: number): number {
  if (rows < 18 || columns < 40) return 0
  const most = rows < 30 ? 2 : rows < 50 ? 3 : 4
  return 1 + Math.max(1, Math.min(most, tracks))
}

function panesOf(focus: Pane, beside: 'detail' | 'source', body: Box): Layout['panes'] {
  const { width, height, top } = body
  if (width < ONE_PANE_COLUMNS || height < ONE_PANE_ROWS - 2) return { [focus]: body }
  if (width < WIDE_COLUMNS) {
    const list = Math.floor(height * (focus === 'list' ? 0.48 : 0.38))
    return { list: { ...body, height: list }, [beside]: { ...body, top: top + list, height: height - list } }
  }
  const listWidth = Math.min(MOST_LIST_COLUMNS, Math.floor(width * LIST_SHARE))
  const list = { ...body, width: listWidth }
  const right = { ...body, left: listWidth + 1, width: width - listWidth - 1 }
  if (height < TALL_ROWS - 2) return { list, [beside]: right }
  const upper = Math.floor(height * (focus === 'source' ? 0.45 : 0.6))
  return {
    list,
    detail: { ...right, height: upper },
    source: { ...right, top: top + upper, height: height - upper },
  }
}

export function layoutOf({ size, focus, beside, shown }: State): Layout {
  const { columns, rows } = size
  const strip = stripRows(size, shown.tracks.length)
  const body: Box = { left: 0, top: 1, width: columns, height: Math.max(1, rows - 2 - strip) }
  return {
    panes: panesOf(focus, beside, body),
    strip: strip === 0 ? null : { left: 0, top: 1 + body.height, width: columns, height: strip },
    body,
  }
}

/** Lines of a pane below its heading; at least one. */
export const linesOf = (box: Box | undefined): number => Math.max(1, (box?.height ?? 2) - 1)
