import type { AnyOrder } from './json-keys.ts'

/** Characters that JSON may leave as they are, and that control or confuse a terminal. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const LONE_SURROGATE = /\p{Surrogate}/gu
/** What stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-~]*$/

/** Such a character means the same as its escape. */
const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A string of JSON: valid Unicode, in which no character controls or confuses a terminal. */
const stringText = (text: string): string =>
  PLAIN.test(text) ? `"${text}"` : JSON.stringify(text.replace(LONE_SURROGATE, '\ufffd')).replace(UNSEEN, escaped)

/** How JSON is laid out: in one line, or so many blanks deeper at each level. */
export interface Layout {
  /** What stands before a member or an element at this depth. */
  breakAt(depth: number): string
  /** What stands between the name of a member and its value. */
  readonly colon: string
}

export function layoutOf(indent: number): Layout {
  const breaks: string[] = []
  return {
    breakAt(depth) {
      breaks[depth] ??= indent === 0 ? '' : `\n${' '.repeat(indent * depth)}`
      return breaks[depth]
    },
    colon: indent === 0 ? ':' : ': ',
  }
}

export const nameText = (key: string, { colon }: Layout): string => stringText(key) + colon

const ordersKeys = new WeakMap<AnyOrder, readonly string[]>()

function keysOf(order: AnyOrder): readonly string[] {
  const keys = ordersKeys.get(order) ?? Object.keys(order)
  ordersKeys.set(order, keys)
  return keys
}

/** Keys that the order does not know, in the order in which they were given. */
export const unknownKeys = (value: object, order: AnyOrder | null): readonly string[] =>
  Object.keys(value).filter(key => !order || !Object.hasOwn(order, key))

type Members = Readonly<Record<string, unknown>>

function objectText(value: Members, order: AnyOrder | null, layout: Layout, depth: number): string {
  const before = layout.breakAt(depth + 1)
  let text = ''
  let known = 0
  const add = (key: string, own: AnyOrder | null): void => {
    const each = jsonText(value[key], own, layout, depth + 1)
    // As JSON has it: what is undefined is not there.
    if (each !== undefined) text += (text === '' ? before : `,${before}`) + nameText(key, layout) + each
  }
  if (order !== null)
    for (const key of keysOf(order)) {
      if (!Object.hasOwn(value, key)) continue
      known += 1
      add(key, order[key] ?? null)
    }
  if (known < Object.keys(value).length) for (const key of unknownKeys(value, order)) add(key, null)
  return text === '' ? '{}' : `{${text}${layout.breakAt(depth)}}`
}

const isNumber = (value: unknown): boolean => typeof value === 'number' || value == null

function listText(list: readonly unknown[], order: AnyOrder | null, layout: Layout, depth: number): string {
  if (list.length === 0) return '[]'
  const texts = list.map(one => jsonText(one, order, layout, depth + 1) ?? 'null')
  const before = layout.breakAt(depth + 1)
  // Thousands of points are one line a series, and not one each.
  if (before !== '' && list.every(isNumber)) return `[${texts.join(', ')}]`
  return `[${before}${texts.join(`,${before}`)}${layout.breakAt(depth)}]`
}

/**
 * A value as JSON: keys in order (unknown ones last), and no number that JSON cannot hold. `depth` is how deep it stands; null is
 * the order of what has no keys, or keys of no order. Undefined for what is not written at all.
 */
export function jsonText(value: unknown, order: AnyOrder | null, layout: Layout, depth: number): string | undefined {
  if (typeof value === 'string') return stringText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean' || value === null) return String(value)
  if (Array.isArray(value)) return listText(value, order, layout, depth)
  return typeof value === 'object' ? objectText(value as Members, order, layout, depth) : undefined
}
