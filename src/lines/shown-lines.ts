/** Escape sequences of terminals: CSI, OSC and the short ones (ECMA-48). `dmesg --color=always` and serial consoles write them. */
const ESCAPE = /\u001b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|\][^\u0007\u001b]{0,256}(?:\u0007|\u001b\\)?|[@-Z\\-_])/g

const ZEROS = /\u0000{2,}/g
const CONTROLS = /[\u0000\r\u001b]/
/** What web pages and chats show as a blank is one here. */
const NO_BREAK_SPACE = '\u00a0'

/**
 * What a terminal would have shown, line by line: a carriage return begins a new line, colours are not there. Zero bytes are
 * what a crash leaves in a file whose blocks were not written: a run of them parts the line before from the one after.
 */
export function shownLines(text: string): readonly string[] {
  const spaced = text.includes(NO_BREAK_SPACE) ? text.replaceAll(NO_BREAK_SPACE, ' ') : text
  if (!CONTROLS.test(spaced)) return [spaced]
  const plain = spaced.replace(ESCAPE, '').replace(ZEROS, '\r').replaceAll('\u0000', '')
  const lines = plain.split('\r').filter(line => line !== '')
  return lines.length === 0 ? [''] : lines
}
