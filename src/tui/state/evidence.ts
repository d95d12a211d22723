import type { Span } from '../../model/span.ts'
import { citationsOf } from '../case/citations.ts'
import { layoutOf, linesOf } from './layout.ts'
import { currentEntry } from './rows.ts'
import { jumpedTo } from './scroll.ts'
import type { SourceFile, State } from './state.ts'

/** The citation that the source pane shows, of how many. */
export function citationOf(state: State): { readonly span: Span; readonly at: number; readonly of: number } | null {
  const all = citationsOf(state.shown, currentEntry(state))
  const at = Math.max(0, Math.min(state.citation, all.length - 1))
  const span = all[at]
  return span ? { span, at, of: all.length } : null
}

/** The file of the citation as far as it is known. */
export function fileOf(state: State): SourceFile | null {
  const shown = citationOf(state)
  return shown ? (state.files.get(shown.span.path) ?? null) : null
}

function holds(file: SourceFile | undefined, { line, endLine }: Span): boolean {
  if (file?.is !== 'ready') return file !== undefined
  const { firstLine, count, cutBefore, cutAfter } = file.text
  return (!cutBefore || line >= firstLine) && (!cutAfter || endLine < firstLine + count)
}

/** Puts the cited lines into sight, and asks for the file where it is not at hand. Does nothing while no source is shown. */
export function follow(state: State): State {
  const box = layoutOf(state).panes.source
  const shown = box && citationOf(state)
  if (!box || !shown) return state
  const { span } = shown
  const file = state.files.get(span.path)
  if (file?.is === 'ready' && holds(file, span)) {
    const line = file.text.lineOfByte(span.start)
    const source = jumpedTo({ top: Number.NEGATIVE_INFINITY, at: 0 }, line, file.text.count, linesOf(box))
    return { ...state, source }
  }
  if (!state.hasBundle || holds(file, span)) return state
  return {
    ...state,
    files: new Map(state.files).set(span.path, { is: 'reading' }),
    asks: [...state.asks, { ask: 'read', span }],
  }
}

/** Files that are kept at hand; each may be many MiB. */
const MOST_FILES = 4

/** A file was read. The one that was read first gives way. */
export function arrived(state: State, path: string, file: SourceFile | null): State {
  const files = new Map(state.files)
  files.delete(path)
  if (file === null) return follow({ ...state, files })
  files.set(path, file)
  for (const [other, { is }] of files)
    if (files.size > MOST_FILES && is === 'ready' && other !== path) files.delete(other)
  return follow({ ...state, files })
}

/** What is shown beside the list begins anew when another entry is chosen. */
export const renewed = (state: State): State =>
  follow({ ...state, detail: { top: 0, at: 0 }, source: { top: 0, at: 0 }, shift: 0, citation: 0 })
