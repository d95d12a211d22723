import type { Random } from '../random.ts'
import type { Change, Material, Named } from './change.ts'
import { characters } from './characters.ts'
import { lines } from './lines.ts'
import { members } from './members.ts'
import { words } from './words.ts'

/** How an input is held: as text, or each byte as one character. */
export type Form = 'text' | 'bytes'

const ODD_TEXT = [
  ...['\u0000', '\u0000\u0000\u0000\u0000', '\u001b[31m', '\u001b]0;x\u0007', '\u001b', '\u0007', '\u0008', '\r', '\n'],
  ...['\ufeff', '\ufffd', '\u202e', '\u2028', '\u00a0', '\u200b', '\ud800', '\udc00', '\u{1f4a5}', 'e\u0301', '\u0085'],
  ...[
    '\\x0a',
    '\\x1b',
    '#033',
    '\\u0000',
    '\\',
    '"',
    "'",
    '`',
    '%s',
    '$(a)',
    '{{',
    '<script>',
    '&amp;',
    '|',
    '../',
    '\t',
  ],
]
const ODD_BYTES = [
  ...ODD_TEXT.map(text => Buffer.from(text).toString('latin1')),
  ...['\xff', '\xfe', '\xff\xfe', '\xfe\xff', '\xc0\x80', '\xc3', '\xe2\x82', '\xf0\x9f', '\xed\xa0\x80', '\x80'],
]

const CHANGES: Readonly<Record<Form, readonly (readonly Named[])[]>> = {
  text: [characters, words, words],
  bytes: [characters, words, lines, lines, members],
}

export type Mutator = (text: string, other: string, random: Random) => string

/** How often each change was made. */
export type Changed = Map<string, number>

const oddOf = (form: Form): readonly string[] => (form === 'text' ? ODD_TEXT : ODD_BYTES)
const kindsOf = (form: Form, isBinary: boolean): readonly (readonly Named[])[] =>
  isBinary ? [characters] : CHANGES[form]

/** Every change that is made to inputs of a form, by its name. */
export const changesOf = (form: Form, isBinary: boolean): ReadonlyMap<string, Change> =>
  new Map(
    kindsOf(form, isBinary)
      .flat()
      .map(({ name, change }) => [name, change]),
  )

/** What the changes of one target draw on. */
export const materialOf = (form: Form, other: string, words: readonly string[]): Material => ({
  other,
  words,
  odd: oddOf(form),
})

/** Changes a text once or some times. `isBinary` is for what is no text: only characters are changed. */
export function newMutator(
  form: Form,
  known: readonly string[],
  isBinary = false,
  changed: Changed = new Map(),
): Mutator {
  const kinds = kindsOf(form, isBinary)
  return (text, other, random) => {
    const material = materialOf(form, other, known)
    let made = text
    for (let count = 1 + (random.chance(0.5) ? 0 : random.below(6)); count > 0; count -= 1) {
      const { name, change } = random.pick(random.pick(kinds))
      made = change(made, random, material)
      changed.set(name, (changed.get(name) ?? 0) + 1)
    }
    return made
  }
}
