/** Characters that JSON may leave as they are, and that control or confuse a terminal. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => byCode(a, b))
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]))
}

const shown = (json: string): string => json.replace(UNSEEN, escaped)

/** JSON on one line with its keys in order: equal values have equal text, however they were made. */
export const canonical = (value: unknown): string => shown(JSON.stringify(sorted(value)))

/** JSON for people as well, in the order in which the keys were made. */
export const indented = (value: unknown): string => `${shown(JSON.stringify(value, null, 2))}\n`
