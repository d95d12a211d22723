import { type AST, RegExpParser } from '@eslint-community/regexpp'
import type { Attack } from './growth.ts'

const parser = new RegExpParser({ ecmaVersion: 2025 })

/** What a quantifier must allow to count as a run. */
const LONG_RUN = 32
const VARIANTS = 3
const ENDS = ['', '\u0000', '\n', '!', ' ', 'x', ']', ')']

const LETTERS = [...' \ta0Z_-.:/,="\'[](){}<>\\|#&*+\n\u0000é'].concat(['\ud7ff'])

/** Characters of a class, as far as some usual ones go; the ends of its ranges otherwise. */
function charactersOf(
  node: AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass,
  flags: string,
): readonly string[] {
  const test = new RegExp(`^(?:${node.raw})$`, flags.replace(/[gy]/g, ''))
  const usual = LETTERS.filter(letter => test.test(letter))
  if (usual.length > 0) return usual
  const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code))
  return all.filter(letter => test.test(letter)).slice(0, VARIANTS)
}

/** Some texts that a part of an expression matches, assertions aside: the shortest forms. */
function samples(node: AST.Element | AST.Alternative, flags: string): readonly string[] {
  switch (node.type) {
    case 'Character':
      return [String.fromCodePoint(node.value)]
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return charactersOf(node, flags).slice(0, VARIANTS)
    case 'Quantifier': {
      const once = samples(node.element, flags)
      return node.min === 0 ? ['', ...once.slice(0, 1)] : once.map(text => text.repeat(node.min))
    }
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.flatMap(each => samples(each, flags).slice(0, 1)).slice(0, 2 * VARIANTS)
    case 'Alternative':
      return joined(node.elements, flags)
    default:
      return ['']
  }
}

function joined(elements: readonly AST.Element[], flags: string): readonly string[] {
  let texts: readonly string[] = ['']
  for (const element of elements) {
    const next = samples(element, flags)
    texts = Array.from({ length: Math.min(VARIANTS, Math.max(texts.length, next.length)) }, (_, at) => {
      const before = texts[at % texts.length] ?? ''
      return before + (next[at % Math.max(1, next.length)] ?? '')
    })
  }
  return texts
}

/** A run: what stands before it, what is repeated, and what stands behind. */
interface Run {
  readonly before: readonly string[]
  readonly pump: readonly string[]
}

function runsIn(
  node: AST.Element | AST.Alternative | AST.Pattern,
  before: readonly string[],
  flags: string,
  into: Run[],
): void {
  const inAlternatives = (alternatives: readonly AST.Alternative[]): void => {
    for (const alternative of alternatives) runsIn(alternative, before, flags, into)
  }
  if (node.type === 'Pattern' || node.type === 'Group' || node.type === 'CapturingGroup')
    inAlternatives(node.alternatives)
  else if (node.type === 'Assertion' && (node.kind === 'lookahead' || node.kind === 'lookbehind'))
    inAlternatives(node.alternatives)
  else if (node.type === 'Alternative')
    node.elements.forEach((element, at) => {
      const own = joined(node.elements.slice(0, at), flags)
      const all = before.flatMap(text => own.map(more => text + more)).slice(0, VARIANTS)
      runsIn(element, all, flags, into)
    })
  else if (node.type === 'Quantifier') {
    if (node.max >= LONG_RUN) {
      const one = node.element
      const pump =
        one.type === 'CharacterClass' || one.type === 'CharacterSet'
          ? charactersOf(one, flags).slice(0, 8)
          : samples(one, flags)
      into.push({ before, pump: pump.filter(text => text !== '') })
    }
    runsIn(node.element, before, flags, into)
  }
}

const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / Math.max(1, unit.length)))

/** Texts that are likely to make an expression go back and forth: long runs of what it repeats, ended by what it does not expect. */
export function attacksOn(source: string, flags: string): readonly Attack[] {
  const pattern = parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  })
  const runs: Run[] = []
  runsIn(pattern, [''], flags, runs)
  const attacks = new Map<string, Attack>()
  const add = (name: string, attack: Attack): void => {
    if (attacks.size < 400) attacks.set(name, attack)
  }
  for (const { before, pump } of runs)
    for (const unit of pump) {
      // Behind something else, so that it does not begin the text.
      add(
        JSON.stringify(['\u0000', before[0], unit]),
        length => `\u0000${before[0] ?? ''}${filled(unit, length)}\u0000`,
      )
      for (const end of ENDS)
        add(JSON.stringify([before[0], unit, end]), length => (before[0] ?? '') + filled(unit, length) + end)
      for (const start of before.slice(1)) add(JSON.stringify([start, unit]), length => start + filled(unit, length))
      // A beginning, with a little of what follows it, over and over.
      for (const start of before)
        if (start !== '') {
          add(JSON.stringify([start + unit]), length => filled(start + unit, length))
          add(JSON.stringify([start + unit, ' ']), length => filled(`${start + unit} `, length))
        }
    }
  for (const [at, one] of runs.entries())
    for (const other of runs.slice(at + 1, at + 3)) {
      const [start = '', a = '', b = ''] = [one.before[0], one.pump[0], other.pump[0]]
      add(JSON.stringify([start, a, b]), length => start + filled(a, length / 2) + filled(b, length / 2))
      add(JSON.stringify([start, a + b]), length => start + filled(a + b, length))
    }
  for (const whole of pattern.alternatives.flatMap(each => samples(each, flags)).slice(0, 2 * VARIANTS))
    if (whole !== '') {
      add(JSON.stringify([whole]), length => filled(whole, length))
      add(JSON.stringify([whole.slice(0, -1)]), length => filled(whole.slice(0, -1) || whole, length))
    }
  return [...attacks.values()]
}
