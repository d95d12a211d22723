const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const isByte = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255

/** Lines of a message: a record of printk may hold several, and a chunk of a console has returns in it. */
export function linesOf(text: string): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n')
  return lines.map(line => (line.endsWith('\r') ? line.slice(0, -1) : line))
}

/**
 * Lines of `MESSAGE` as journald writes it to JSON: text, an array of the numbers of its bytes where they are not printable,
 * an array of either where the field was given more than once, null where it is very long (journalctl(1), `-o json`).
 */
export function messageLines(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return linesOf(value)
  if (!Array.isArray(value) || value.length === 0) return null
  if (value.every(isByte)) return linesOf(utf8.decode(Uint8Array.from(value)))
  const each = value.map((one: unknown) => (Array.isArray(one) && !one.every(isByte) ? null : messageLines(one)))
  return each.every(lines => lines !== null) ? each.flat() : null
}
