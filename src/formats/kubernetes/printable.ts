// Besides controls: what reorders, hides or breaks a line in a terminal or a browser.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const escaped = (char: string): string => {
  const code = char.charCodeAt(0)
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** The text as one line of at most `limit` UTF-16 units in which no character controls anything. */
export function printable(text: string, limit = 160): string {
  const line = text.slice(0, limit + 1).replace(UNPRINTABLE, escaped)
  if (line.length <= limit) return line
  const last = line.charCodeAt(limit - 2)
  return `${line.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 2 : limit - 1)}…`
}
