import { printable } from '../../render/printable.ts'

/** Terminals drop longer ones, or take them for an attack. */
const LONGEST_BYTES = 8192

/** The sequence that hands a text to the terminal's clipboard (OSC 52): base64, so that nothing of the text can act. */
export function clipboardSequence(text: string): string {
  const bytes = Buffer.from(printable(text)).subarray(0, LONGEST_BYTES)
  return `\u001b]52;c;${bytes.toString('base64')}\u0007`
}
