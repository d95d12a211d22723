import type { Random } from '../random.ts'
import { type Change, type Named, named, splice } from './change.ts'

const NUMBERS = [
  ...['0', '-1', '00', '1', '255', '256', '65536', '2147483647', '2147483648', '4294967295', '4294967296'],
  ...['9007199254740991', '9007199254740993', '18446744073709551615', '99999999999999999999999999', '0x7f', '1e308'],
  ...['1e999', 'NaN', '-0', '1.5', '.5', '１２', '٣'],
]
const UNITS = ['kB', 'KiB', 'Ki', 'Mi', 'Gi', 'MB', 'pages', 'ms', 's', 'us', 'm', 'h', 'd', '%', 'GB', 'K', 'B', '']
const TIMES = [
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-02-30T25:61:61Z', '2016-12-31T23:59:60Z', 'null'],
  ...['2026-03-29T02:30:00+01:00', '1970-01-01T00:00:00Z', 'Feb 29 23:59:60', 'Thu Jan  1 00:00:00 1970'],
  ...['[99999999999.999999]', '[    0.000000]', '<invalid>', '<unknown>'],
]

const WORD = /[A-Za-z0-9_.-]+/y
const NUMBER = /\d+/y
const UNIT = /(?<=\d ?)(?:[kKMGTm]i?B?|pages|ms|us|s|h|d|%)(?![A-Za-z])/y
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\[ *\d+\.\d{6}\]/y

/** The first match at or after a place, looked for in a window so that no text costs more than another; null without one. */
function near(text: string, pattern: RegExp, random: Random): readonly [number, number] | null {
  const from = random.below(text.length)
  for (let at = from; at < Math.min(text.length, from + 200); at += 1) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match && match[0] !== '') return [at, at + match[0].length]
  }
  return null
}

const swap =
  (pattern: RegExp, choices: readonly string[]): Change =>
  (text, random) => {
    const found = near(text, pattern, random)
    return found ? splice(text, found[0], found[1], random.pick(choices)) : text
  }

/** One digit, so that what it is a digit of stays as long as it was. */
const digit: Change = (text, random) => {
  const found = near(text, NUMBER, random)
  if (!found) return text
  const at = found[0] + random.below(found[1] - found[0])
  return splice(text, at, at + 1, String(random.below(10)))
}

/** Another number, name or word of the same text. */
const sameText: Change = (text, random) => {
  const pattern = random.chance(0.5) ? NUMBER : WORD
  const [from, to] = [near(text, pattern, random), near(text, pattern, random)]
  return from && to ? splice(text, to[0], to[1], text.slice(from[0], from[1])) : text
}

const known: Change = (text, random, { words }) => {
  const found = random.chance(0.5) ? near(text, WORD, random) : null
  const at = random.below(text.length + 1)
  return splice(text, found?.[0] ?? at, found?.[1] ?? at, random.pick(words))
}

/** Changes of what is written in words and numbers. */
export const words: readonly Named[] = [
  ...named({ corruptDigit: digit }),
  ...named({
    corruptDigit: digit,
    swapNumber: swap(NUMBER, NUMBERS),
    swapUnit: swap(UNIT, UNITS),
    swapTime: swap(TIME, TIMES),
    wordOfText: sameText,
    knownWord: known,
  }),
]
