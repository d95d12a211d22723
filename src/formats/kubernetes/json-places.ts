import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  skipSpace,
  stringAt,
  stringEnd,
  valueEnd,
} from './json-scan.ts'
import type { Range } from './value.ts'

/**
 * Where every value of a piece of JSON stands, found in one walk: a value is four numbers, and what is in it follows. A value is
 * known by the index of its first number, the outermost by 0.
 */
export type JsonPlaces = readonly number[]

const KEY_END = 1
const END = 2
/** The index of what follows behind all that is in it. */
const NEXT = 3
const NUMBERS = 4

function walkInto(places: number[], text: string, from: number, isObject: boolean): number {
  const closer = isObject ? CLOSE_OBJECT : CLOSE_LIST
  let at = skipSpace(text, from + 1)
  while (at < text.length && text.charCodeAt(at) !== closer) {
    const start = at
    const keyEnd = isObject ? stringEnd(text, at) : at
    if (keyEnd < 0) return keyEnd
    const end = walkValue(places, text, start, keyEnd, isObject ? skipSpace(text, skipSpace(text, keyEnd) + 1) : at)
    if (end < 0) return end
    at = skipSpace(text, end)
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1)
  }
  return at + 1
}

function walkValue(places: number[], text: string, start: number, keyEnd: number, valueStart: number): number {
  const index = places.length
  places.push(start, keyEnd, valueStart, 0)
  const opens = text.charCodeAt(valueStart)
  const isObject = opens === OPEN_OBJECT
  const end =
    isObject || opens === OPEN_LIST ? walkInto(places, text, valueStart, isObject) : valueEnd(text, valueStart)
  places[index + END] = Math.max(end, valueStart)
  places[index + NEXT] = places.length
  return end
}

/** The places of the value that begins at `from`, which is valid JSON and not nested without end. */
export function placesFrom(text: string, from: number): JsonPlaces {
  const places: number[] = []
  walkValue(places, text, from, from, from)
  return places
}

const numberAt = (places: JsonPlaces, at: number): number => places[at] ?? 0

/** From the key, where there is one, to the end of the value. */
export const rangeAt = (places: JsonPlaces, index: number): Range => ({
  start: numberAt(places, index),
  end: numberAt(places, index + END),
})

function isNamed(places: JsonPlaces, text: string, index: number, name: string): boolean {
  const start = numberAt(places, index)
  const first = text.charCodeAt(start + 1)
  if (first !== name.charCodeAt(0) && first !== BACKSLASH && name !== '') return false
  const key = text.slice(start, numberAt(places, index + KEY_END))
  // A character may be spelled by its number.
  return key.includes('\\') ? stringAt(key, 0, key.length) === name : key === `"${name}"`
}

/** The member of this name in the object at this index, of repeated names the last, as in JSON.parse. */
export function memberIn(places: JsonPlaces, text: string, index: number, name: string): number | null {
  const stop = numberAt(places, index + NEXT)
  let found: number | null = null
  for (let at = index + NUMBERS; at < stop; at = numberAt(places, at + NEXT))
    if (isNamed(places, text, at, name)) found = at
  return found
}

/** The elements of the list at this index. */
export function elementsIn(places: JsonPlaces, index: number): readonly number[] {
  const stop = numberAt(places, index + NEXT)
  const elements: number[] = []
  for (let at = index + NUMBERS; at < stop; at = numberAt(places, at + NEXT)) elements.push(at)
  return elements
}
