import { printable } from '../render/printable.ts'
import { type Io, writeTo } from './io.ts'

/** Something that the user did not ask for rightly: one line, and exit status 2. */
export class UsageError extends Error {}

/** One line on standard error. Nothing in it can control the terminal: paths and logs may be hostile. */
export const complain = (io: Io, message: string): Promise<void> =>
  writeTo(io.stderr, `oomlens: ${printable(message.replace(/(?<!\s)\s*\n\s*/g, ' ').trim())}\n`)

/** `detail` and `advice` of a problem as one line. */
export const sentences = (detail: string, advice: string | null): string =>
  advice === null ? detail : `${detail.replace(/[.;:]$/, '')}. ${advice}`
