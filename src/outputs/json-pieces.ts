import type { AnyOrder } from './json-keys.ts'
import { jsonText, layoutOf, nameText, unknownKeys } from './json-text.ts'

/** How deep what is in a list of the report stands: the report's keys, then its entries. */
const ENTRY_DEPTH = 2

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/**
 * The JSON text of an object, in pieces: each key of the object is one or, where it holds a list of objects, each entry of the
 * list. The text of a long list is never there as a whole.
 */
export function* jsonPieces(value: object, order: AnyOrder, indent: number): Generator<string> {
  const layout = layoutOf(indent)
  const given: Readonly<Record<string, unknown>> = { ...value }
  const known = Object.keys(order).filter(key => Object.hasOwn(given, key))
  let isFirst = true
  for (const key of [...known, ...unknownKeys(given, order)]) {
    const each = given[key]
    const own = Object.hasOwn(order, key) ? (order[key] ?? null) : null
    const name = `${isFirst ? '{' : ','}${layout.breakAt(1)}${nameText(key, layout)}`
    if (Array.isArray(each) && each.some(isObject)) {
      for (const [at, entry] of each.entries())
        yield `${at === 0 ? `${name}[` : ','}${layout.breakAt(ENTRY_DEPTH)}${jsonText(entry, own, layout, ENTRY_DEPTH) ?? 'null'}`
      yield `${layout.breakAt(1)}]`
    } else {
      const text = jsonText(each, own, layout, 1)
      // As JSON has it: what is undefined is not there.
      if (text === undefined) continue
      yield name + text
    }
    isFirst = false
  }
  yield isFirst ? '{}' : `${layout.breakAt(0)}}`
}
