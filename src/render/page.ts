import picocolors from 'picocolors'
import type { OutputOptions } from '../model/output.ts'
import { pad } from './display-width.ts'
import { flow } from './flow.ts'
import { type Piece, type Style, say, whole } from './piece.ts'

/** What a section needs to know of where it is printed. */
export interface Page {
  /** Columns of a line, 40 to 120. */
  readonly width: number
  readonly verbose: boolean
  /** How to see what is left out of a page that is not verbose. */
  readonly more: string
  readonly color: boolean
  readonly ink: Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', Style>>
}

const clamped = (width: number): number => (width >= 40 ? Math.floor(Math.min(width, 120)) : 40)

export function pageOf({ width, color, verbose }: OutputOptions, more = '--verbose shows all'): Page {
  const { bold, dim, red, yellow, green, cyan } = picocolors.createColors(color)
  return { width: clamped(width), verbose, more, color, ink: { bold, dim, red, yellow, green, cyan } }
}

/** Columns of a label (`Used it up`) and the space behind it. */
const LABEL = 12
/** Below this the label gets a line of its own. */
const NARROW = 60

/** Column at which the text beside a label begins. */
export const bodyColumn = (page: Page): number => (page.width < NARROW ? 4 : 2 + LABEL)

/** Lines of text under a label, the first beside it where the page is wide enough. */
export function beside(page: Page, label: string, body: readonly string[]): string[] {
  const [first, ...rest] = body
  if (first === undefined) return []
  if (page.width < NARROW) return [`  ${page.ink.bold(label)}`, ...body]
  return [`  ${page.ink.bold(label)}${pad('', LABEL - label.length)}${first.slice(2 + LABEL)}`, ...rest]
}

/** Paragraphs under one label. */
export const labelled = (page: Page, label: string, paragraphs: readonly (readonly Piece[])[]): string[] =>
  beside(
    page,
    label,
    paragraphs.flatMap(pieces => flow(pieces, page.width, bodyColumn(page))),
  )

/** A heading with its paragraphs, each indented by two and hanging by four; nothing at all where there are none. */
export const section = (page: Page, heading: string, body: readonly string[]): string[] =>
  body.length === 0 ? [] : ['', ...flow([say(heading, page.ink.bold)], page.width), ...body]

/** One entry of a section. */
export const entry = (page: Page, pieces: readonly Piece[]): string[] => flow(pieces, page.width, 2, 4)

/** Entries of a section that anyone reads; of more, the rest is in the JSON form, and in the text where all is asked for. */
export const MOST_ENTRIES = 20

/** The first `most` and a line saying how many more there are; all of them when verbose. */
export function several<T>(
  page: Page,
  all: readonly T[],
  { most, indent }: { readonly most: number; readonly indent: number },
  lines: (one: T, at: number) => readonly string[],
): string[] {
  const shown = page.verbose ? all : all.slice(0, most)
  const left = all.length - shown.length
  const more = `and ${left} more (${page.more})`
  return [...shown.flatMap(lines), ...(left > 0 ? flow([say(more, page.ink.dim)], page.width, indent) : [])]
}

/** A command to run, whole, so that it can be copied. */
export const command = (page: Page, text: string): Piece[] => [say('Run:', page.ink.dim), whole(text, page.ink.cyan)]
