import { type Change, type Named, named, splice, stretch } from './change.ts'

const cut: Change = (text, random) => {
  const [from, to] = stretch(text, random)
  return splice(text, from, to, '')
}

const truncate: Change = (text, random) => {
  const at = random.below(text.length + 1)
  return random.chance(0.7) ? text.slice(0, at) : text.slice(at)
}

const double: Change = (text, random) => {
  const [from, to] = stretch(text, random)
  const part = text.slice(from, to)
  const times = random.chance(0.9) ? 1 : 1 + random.below(30)
  return splice(text, to, to, part.repeat(part.length * times > 4096 ? 1 : times))
}

const move: Change = (text, random) => {
  const [from, to] = stretch(text, random)
  const rest = splice(text, from, to, '')
  const at = random.below(rest.length + 1)
  return splice(rest, at, at, text.slice(from, to))
}

const spliceOther: Change = (text, random, { other }) => {
  const [from, to] = stretch(other, random)
  const [at, end] = stretch(text, random)
  return splice(text, at, random.chance(0.5) ? at : end, other.slice(from, to))
}

const graft: Change = (text, random, { other }) =>
  text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1))

const insertOdd: Change = (text, random, { odd }) => {
  const at = random.below(text.length + 1)
  return splice(text, at, at + random.below(2), random.pick(odd))
}

/** One bit of one byte; in text one of the lower bits of one character. */
const flip: Change = (text, random) => {
  if (text === '') return text
  const at = random.below(text.length)
  return splice(text, at, at + 1, String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8))))
}

const replace: Change = (text, random) => {
  const at = random.below(text.length + 1)
  return splice(text, at, at + 1, String.fromCharCode(random.below(256)))
}

/** Changes that know nothing of what they change. */
export const characters: readonly Named[] = named({
  cut,
  truncate,
  duplicate: double,
  move,
  splice: spliceOther,
  graft,
  insertOdd,
  flipBit: flip,
  replaceCharacter: replace,
})
