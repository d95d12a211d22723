import picocolors from 'picocolors'
import type { Look } from '../state/state.ts'
import { remembering } from './memo.ts'

export type Style = (text: string) => string

/** Weights and the terminal's own colours: light or dark is its matter. */
export interface Ink {
  readonly bold: Style
  readonly dim: Style
  readonly inverse: Style
  readonly red: Style
  readonly yellow: Style
  readonly green: Style
  readonly cyan: Style
  readonly marks: Marks
}

/** What is drawn where letters do not do. */
export interface Marks {
  readonly severity: Readonly<Record<'info' | 'warning' | 'critical', string>>
  readonly pointer: string
  readonly mark: string
  readonly shade: string
  readonly lane: string
  readonly span: string
  readonly rule: string
  readonly divider: string
  readonly play: string
  readonly kill: string
  readonly window: string
  /** From nothing to full. */
  readonly levels: readonly string[]
}

const UNICODE: Marks = {
  severity: { info: '·', warning: '▲', critical: '✖' },
  pointer: '▸',
  mark: '★',
  shade: '░',
  lane: '│',
  span: '┃',
  rule: '─',
  divider: '│',
  play: '▶',
  kill: '✖',
  window: '▒',
  levels: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
}

const ASCII: Marks = {
  severity: { info: '.', warning: '!', critical: 'X' },
  pointer: '>',
  mark: '*',
  shade: ':',
  lane: '|',
  span: '|',
  rule: '-',
  divider: '|',
  play: '>',
  kill: 'X',
  window: '=',
  levels: [' ', '_', '.', ':', '-', '=', '+', '*', '#'],
}

function made({ color, unicode }: Look): Ink {
  const { red, yellow, green, cyan } = picocolors.createColors(color)
  const { bold, dim, inverse } = picocolors.createColors(true)
  return { bold, dim, inverse, red, yellow, green, cyan, marks: unicode ? UNICODE : ASCII }
}

/** Weight and reversal are no colours: they stay where colours are not wanted, since they show where one is. */
export const inkOf: (look: Look) => Ink = remembering(made)
