import { skipSpace, valueEnd, walkMembers } from './json-scan.ts'
import type { Range } from './value.ts'

/** Where a member of an object stands, or an element of a list, whose `start` is that of its value. */
export interface Place {
  readonly start: number
  readonly valueStart: number
}

/** A key whose every letter is spelled as itself or by its number, in no other way. */
const WORD = /^[A-Za-z][A-Za-z0-9]*$/
const BACKSLASH = 92
const COLON = 58

/** True where JSON may spell a letter by its number, in a key as well. */
export const maySpellLetters = (json: string): boolean => json.includes('\\u')

/**
 * The one member of this name, in a part of valid JSON that holds the object from its first character on and spells no letter by
 * its number. Null where the name is found several times or may be the end of a longer string: then only a walk can tell.
 *
 * What is found once is that key. It begins no string's end, since no letter follows a string.
 */
export function onlyMember(json: string, name: string): Place | null {
  if (!WORD.test(name)) return null
  const literal = `"${name}"`
  const start = json.indexOf(literal)
  const end = start + literal.length
  if (start === -1 || json.charCodeAt(start - 1) === BACKSLASH || json.includes(literal, end)) return null
  const colon = skipSpace(json, end)
  return json.charCodeAt(colon) === COLON ? { start, valueStart: skipSpace(json, colon + 1) } : null
}

/** The member of this name in the object that opens at `from`: of repeated names the last, as in JSON.parse. */
export function memberAt(text: string, from: number, name: string): Place | null {
  let place: Place | null = null
  walkMembers(text, from, (key, start, valueStart) => {
    if (key === name) place = { start, valueStart }
    return valueEnd(text, valueStart)
  })
  return place
}

/** The elements of the list that opens at `from`. */
export function elementsAt(text: string, from: number): readonly Range[] {
  const elements: Range[] = []
  walkMembers(text, from, (_none, start) => {
    const end = valueEnd(text, start)
    if (end >= 0) elements.push({ start, end })
    return end
  })
  return elements
}
