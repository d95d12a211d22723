import { type AnyOrder, arranged, keysInOrder } from './json-value.ts'

/** How deep what is in a list of the report stands: the report's keys, then its entries. */
const ENTRY_DEPTH = 2

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/**
 * What `JSON.stringify(arranged(value, order), null, indent)` gives, in pieces: each key of the object is one or, where it holds a list of objects,
 * each entry of the list. Neither the text nor the arranged copy of a long list is ever there as a whole.
 */
export function* jsonPieces(value: object, order: AnyOrder, indent: number): Generator<string> {
  const breakAt = (depth: number): string => (indent === 0 ? '' : `\n${' '.repeat(indent * depth)}`)
  const colon = indent === 0 ? ':' : ': '
  /** Written as it stands in so many lists, which are cut off again: so it is indented as it will stand. */
  const textOf = (one: unknown, own: AnyOrder | null, depth: number): string | undefined => {
    let value = arranged(one, own)
    if (value === undefined || indent === 0) return JSON.stringify(value)
    let [before, after] = [0, 0]
    for (let at = 0; at < depth; at += 1) {
      value = [value]
      before += '['.length + breakAt(at + 1).length
      after += breakAt(at).length + ']'.length
    }
    return JSON.stringify(value, null, indent).slice(before, -after)
  }

  let isFirst = true
  for (const [key, given, own] of keysInOrder(value, order)) {
    const name = `${isFirst ? '{' : ','}${breakAt(1)}${JSON.stringify(key)}${colon}`
    if (Array.isArray(given) && given.some(isObject)) {
      for (const [at, entry] of given.entries())
        yield `${at === 0 ? `${name}[` : ','}${breakAt(ENTRY_DEPTH)}${textOf(entry, own, ENTRY_DEPTH) ?? 'null'}`
      yield `${breakAt(1)}]`
    } else {
      const text = textOf(given, own, 1)
      // As JSON has it: what is undefined is not there.
      if (text === undefined) continue
      yield name + text
    }
    isFirst = false
  }
  yield isFirst ? '{}' : `${breakAt(0)}}`
}
