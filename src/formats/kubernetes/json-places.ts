import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  TOO_DEEP,
  OPEN_LIST,
  OPEN_OBJECT,
  skipSpace,
  stringAt,
  stringEnd,
  valueEnd,
} from './json-scan.ts'
import type { Range } from './value.ts'

/**
 * Where every value of a piece of JSON stands, found in one walk. A value is three numbers: where its key begins or, without one,
 * the value itself; where it ends; and the index of what follows behind all that is in it. What is in it stands right behind
 * them. A value is known by the index of its first number, the outermost by 0.
 */
export type JsonPlaces = readonly number[]

const END = 1
const NEXT = 2
const NUMBERS = 3

function walkInto(places: number[], text: string, from: number, isObject: boolean, deepest: number): number {
  if (deepest < 0) return TOO_DEEP
  const closer = isObject ? CLOSE_OBJECT : CLOSE_LIST
  let at = skipSpace(text, from + 1)
  while (at < text.length && text.charCodeAt(at) !== closer) {
    const start = at
    if (isObject) {
      const keyEnd = stringEnd(text, at)
      if (keyEnd < 0) return keyEnd
      at = skipSpace(text, skipSpace(text, keyEnd) + 1)
    }
    const end = walkValue(places, text, start, at, deepest)
    if (end < 0) return end
    at = skipSpace(text, end)
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1)
  }
  return at + 1
}

function walkValue(places: number[], text: string, start: number, valueStart: number, deepest: number): number {
  const index = places.length
  places.push(start, valueStart, 0)
  const opens = text.charCodeAt(valueStart)
  const isObject = opens === OPEN_OBJECT
  const end =
    isObject || opens === OPEN_LIST
      ? walkInto(places, text, valueStart, isObject, deepest - 1)
      : valueEnd(text, valueStart)
  places[index + END] = Math.max(end, valueStart)
  places[index + NEXT] = places.length
  return end
}

/** The places of the value that begins at `from`, which is valid JSON; null where more than so many values stand around another. */
export function placesFrom(text: string, from: number, deepest: number): JsonPlaces | null {
  const places: number[] = []
  return walkValue(places, text, from, from, deepest) < 0 ? null : places
}

const numberAt = (places: JsonPlaces, at: number): number => places[at] ?? 0

/** From the key, where there is one, to the end of the value. */
export const rangeAt = (places: JsonPlaces, index: number): Range => ({
  start: numberAt(places, index),
  end: numberAt(places, index + END),
})

function isNamed(text: string, start: number, name: string): boolean {
  const first = text.charCodeAt(start + 1)
  if (first !== name.charCodeAt(0) && first !== BACKSLASH && name !== '') return false
  const key = text.slice(start, stringEnd(text, start))
  // A character may be spelled by its number.
  return key.includes('\\') ? stringAt(key, 0, key.length) === name : key === `"${name}"`
}

/** The member of this name in the object at this index, of repeated names the last, as in JSON.parse. */
export function memberIn(places: JsonPlaces, text: string, index: number, name: string): number | null {
  const stop = numberAt(places, index + NEXT)
  let found: number | null = null
  for (let at = index + NUMBERS; at < stop; at = numberAt(places, at + NEXT))
    if (isNamed(text, numberAt(places, at), name)) found = at
  return found
}

/** The elements of the list at this index. */
export function elementsIn(places: JsonPlaces, index: number): readonly number[] {
  const stop = numberAt(places, index + NEXT)
  const elements: number[] = []
  for (let at = index + NUMBERS; at < stop; at = numberAt(places, at + NEXT)) elements.push(at)
  return elements
}
