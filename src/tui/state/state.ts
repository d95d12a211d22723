import type { Span } from '../../model/span.ts'
import type { Case } from '../case/case.ts'
import type { SourceText } from '../case/source-text.ts'
import type { Term } from './terms.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export type Pane = 'list' | 'detail' | 'source'
export type TimeMode = 'absolute' | 'relative' | 'boot'

/** How lines are drawn: the terminal's own colours, and characters beyond ASCII where it can show them. */
export interface Look {
  readonly color: boolean
  readonly unicode: boolean
  /** Whole tables and every citation in the detail. */
  readonly verbose: boolean
}

/** A list of lines with a line that the eye is on. */
export interface Scroll {
  readonly top: number
  readonly at: number
}

/** A source as far as it is at hand. */
export type SourceFile =
  | { readonly is: 'reading' }
  | { readonly is: 'ready'; readonly text: SourceText }
  | { readonly is: 'absent'; readonly why: string }

export interface Filtering {
  readonly terms: readonly Term[]
  /** Rows that it lets through, ascending; null for all. */
  readonly rows: Int32Array | null
}

export interface Prompt {
  readonly asks: 'search' | 'filter' | 'export'
  readonly text: string
  /** What is wrong with the text, or a question that a second Enter answers. */
  readonly note: string | null
  /** A file that a second Enter overwrites. */
  readonly overwrites: string | null
  /** Where the search began, to which leaving it goes back. */
  readonly from: { readonly list: Scroll; readonly detail: Scroll; readonly source: Scroll }
}

export interface Playing {
  readonly speed: number
  /** Milliseconds of the case that have passed since the entry at the cursor. */
  readonly passedMs: number
}

/** What the surroundings are asked to do; they answer with an action. */
export type Ask =
  | { readonly ask: 'read'; readonly span: Span }
  | { readonly ask: 'copy'; readonly text: string }
  | { readonly ask: 'save'; readonly file: string; readonly output: string; readonly overwrite: boolean }
  | { readonly ask: 'suspend' }
  | { readonly ask: 'redraw' }
  | { readonly ask: 'leave' }

/** Everything that a frame is drawn from. */
export interface State {
  readonly shown: Case
  readonly look: Look
  readonly size: Size
  /** Names of the outputs that a file can be written in: extension to ID. */
  readonly extensions: ReadonlyMap<string, string>
  /** Null where no bundle is at hand: a saved report alone. */
  readonly hasBundle: boolean
  readonly focus: Pane
  /** Which of the two shares the screen with the list where there is room for one only. */
  readonly beside: 'detail' | 'source'
  /** Places in the list as it is filtered. */
  readonly list: Scroll
  readonly detail: Scroll
  readonly source: Scroll
  /** Columns that the lines of the source are shifted by. */
  readonly shift: number
  /** Which citation of the entry the source shows. */
  readonly citation: number
  readonly files: ReadonlyMap<string, SourceFile>
  readonly filter: Filtering
  /** Filters before this one, the latest last, each with the row that the cursor was on. */
  readonly filtersBefore: readonly { readonly filter: Filtering; readonly row: number; readonly list: Scroll }[]
  /** Null when no search is on. */
  readonly search: string | null
  readonly time: TimeMode
  /** The row that relative times count from. */
  readonly reference: number
  readonly marks: ReadonlySet<number>
  readonly overlay: { readonly is: 'help' | 'overview'; readonly top: number } | null
  readonly prompt: Prompt | null
  readonly playing: Playing | null
  readonly speed: number
  readonly message: string | null
  readonly asks: readonly Ask[]
}

const START: Scroll = { top: 0, at: 0 }
const SPEEDS_START = 10

export interface Setting {
  readonly look: Look
  readonly size: Size
  readonly extensions: ReadonlyMap<string, string>
  readonly hasBundle: boolean
}

/** A case as it is first shown: at the first incident, where there is one. */
export const startOf = (shown: Case, setting: Setting): State => ({
  ...setting,
  shown,
  focus: 'list',
  beside: 'detail',
  list: { top: 0, at: shown.incidentRows[0] ?? 0 },
  detail: START,
  source: START,
  shift: 0,
  citation: 0,
  files: new Map(),
  filter: { terms: [], rows: null },
  filtersBefore: [],
  search: null,
  time: 'absolute',
  reference: shown.incidentRows[0] ?? 0,
  marks: new Set(),
  overlay: null,
  prompt: null,
  playing: null,
  speed: SPEEDS_START,
  message: null,
  asks: [],
})
