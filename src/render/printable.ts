/**
 * What controls a terminal, reorders or hides text, or breaks a line: control characters (C0, DEL, C1), format characters
 * (bidi overrides, zero width, soft hyphen), line separators, lone surrogates, and whatever else Unicode says to draw as
 * nothing.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

function visible(char: string): string {
  const named = NAMED.get(char)
  if (named) return named
  const code = char.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`
  return code < 0x1_0000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`
}

/** The text as one line in which no character controls anything: what would do so is spelled out, such as `\x1b`. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, visible)
