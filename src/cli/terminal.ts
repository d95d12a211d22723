import type { Io } from './io.ts'

const WIDTH = 100
const NARROWEST = 40
const WIDEST = 120

/** Columns of text: the terminal's, where there is one, within what reads well. */
export const textWidth = (columns: number | null): number =>
  columns === null ? WIDTH : Math.min(WIDEST, Math.max(NARROWEST, columns))

/** `--no-color` rules, then FORCE_COLOR, then NO_COLOR, then whether a terminal shows it. */
export function wantsColor(io: Io, flag: boolean, toFile: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = io.env
  if (!flag) return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return io.stdout.isTTY && !toFile && TERM !== 'dumb'
}
