/** First and last code points of the blocks that terminals draw two columns wide (Unicode's East Asian wide and full width). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1_6fe0, 0x1_b2ff],
  [0x1_f300, 0x1_f64f],
  [0x1_f680, 0x1_f6ff],
  [0x1_f900, 0x1_faff],
  [0x2_0000, 0x3_fffd],
]
const COMBINING = /^\p{M}$/u
const EMOJI = /^\p{Emoji_Presentation}$/u

function columns(char: string): number {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (COMBINING.test(char)) return 0
  return WIDE.some(([first, last]) => code >= first && code <= last) || EMOJI.test(char) ? 2 : 1
}

/** Columns of a terminal that a printable text takes: two for East Asian wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  let width = 0
  for (const char of text) width += columns(char)
  return width
}

/** UTF-16 length of the longest beginning of `text` that fits into `width` columns. */
export function fitting(text: string, width: number): number {
  let used = 0
  let length = 0
  for (const char of text) {
    used += columns(char)
    if (used > width) break
    length += char.length
  }
  return length
}

/** The text, cut to `width` columns with `…` for what is left out. */
export function clip(text: string, width: number): string {
  if (fitting(text, width) === text.length) return text
  return width < 1 ? '' : `${text.slice(0, fitting(text, width - 1))}…`
}

/** Fills a text up to `width` columns. */
export const pad = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return align === 'left' ? text + fill : fill + text
}
