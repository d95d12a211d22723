const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gi
const NAMED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** A value without the quotes and escapes that Go's `%q` gives it; what is not quoted stays as it is. */
export function goUnquoted(printed: string): string {
  if (!/^".*"$/s.test(printed) || printed.length < 2) return printed
  return printed
    .slice(1, -1)
    .replace(ESCAPE, (_, hex?: string, unicode?: string, char = '') =>
      hex === undefined && unicode === undefined
        ? (NAMED[char] ?? char)
        : String.fromCharCode(Number.parseInt(hex ?? unicode ?? '', 16)),
    )
}

/** The same text in quotes, as klog prints values. */
export const goQuoted = (text: string): string => JSON.stringify(text)
