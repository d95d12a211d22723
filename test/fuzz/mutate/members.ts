import type { Random } from '../random.ts'
import { type Change, type Named, named, splice } from './change.ts'

/** The object or list that begins at the next bracket: its first and last character; null where none ends near by. */
function bracketed(text: string, random: Random): readonly [number, number] | null {
  const start = random.below(text.length)
  const from = text.slice(start, start + 400).search(/[{[]/)
  if (from === -1) return null
  let depth = 0
  for (let at = start + from; at < Math.min(text.length, start + from + 4000); at += 1) {
    const char = text[at]
    if (char === '{' || char === '[') depth += 1
    if (char === '}' || char === ']') depth -= 1
    if (depth === 0) return [start + from, at]
  }
  return null
}

/** Commas of a depth of one, quotes left alone: a comma in a string makes broken JSON, which is as good. */
function parts(inner: string): readonly string[] {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < inner.length; at += 1) {
    const char = inner[at]
    if (char === '{' || char === '[') depth += 1
    if (char === '}' || char === ']') depth -= 1
    if (char === ',' && depth === 0) {
      found.push(inner.slice(from, at))
      from = at + 1
    }
  }
  return [...found, inner.slice(from)]
}

/** Members of one object or list in another order, without one, or with one twice. */
const reorder: Change = (text, random) => {
  const found = bracketed(text, random)
  if (!found) return text
  const [from, to] = found
  const members = parts(text.slice(from + 1, to))
  const [a, b] = [random.below(members.length), random.below(members.length)]
  const other = random.chance(0.6)
    ? members.with(a, members[b] ?? '').with(b, members[a] ?? '')
    : random.chance(0.5)
      ? members.toSpliced(a, 1)
      : members.toSpliced(a, 0, members[b] ?? '')
  return splice(text, from + 1, to, other.join(','))
}

const VALUES = [
  ...[
    'null',
    'true',
    '""',
    '0',
    '-1',
    '1e400',
    '[]',
    '{}',
    '"\\u0000"',
    '"\\ud800"',
    '[[[[]]]]',
    '"\\n"',
    '12345678901234567890',
  ],
  ...['{"__proto__":{}}', '"constructor"', '~', '|-', '>', '&a', '*a', '!!binary x', '- - - a', '? a', '%', '@', '`'],
]
const VALUE = /(?<=: ?|[[,] ?)(?:"[^"\n]{0,200}"|-?[\w.]+)/y

/** Something else than the value that stands there. */
const value: Change = (text, random) => {
  const start = random.below(text.length)
  for (let at = start; at < Math.min(text.length, start + 300); at += 1) {
    VALUE.lastIndex = at
    const match = VALUE.exec(text)
    if (match) return splice(text, at, at + match[0].length, random.pick(VALUES))
  }
  return text
}

/** Deeper than anybody writes, a little or a lot. */
const nest: Change = (text, random) => {
  const depth = random.chance(0.9) ? 1 + random.below(4) : 300
  const [open, close] = random.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['"', '"'],
    ['{"log":"', '"}'],
    ['(', ')'],
    ['- ', ''],
    ['map[', ']'],
  ] as const)
  const from = random.below(text.length + 1)
  const to = random.chance(0.5) ? from + random.below(200) : text.length
  return splice(text, from, to, open.repeat(depth) + text.slice(from, to) + close.repeat(depth))
}

/** The text inside a string of JSON, or the text that a string of JSON holds. */
const quote: Change = (text, random) => {
  if (text.length > 20_000) return text
  const [from, to] = random.chance(0.5) ? [0, text.length] : [random.below(text.length), text.length]
  return splice(text, from, to, JSON.stringify(text.slice(from, to)))
}

/** Changes of JSON, YAML and what Go prints. */
export const members: readonly Named[] = [
  ...named({ reorderMembers: reorder, replaceValue: value }),
  ...named({ reorderMembers: reorder, replaceValue: value, nest, quote }),
]
