import type { CstParser, ISerializedGast } from 'chevrotain'

/** A part of a rule as Chevrotain serializes it; which fields it has depends on its type. */
interface Part extends ISerializedGast {
  readonly name?: string
  readonly nonTerminalName?: string
  readonly terminalLabel?: string
  readonly definition?: Part[]
  readonly separator?: Part
}

const WIDTH = 110
/** Stands for a blank at which no line is broken. */
const GLUE = '\u00a0'

const SUFFIXES: Readonly<Record<string, string>> = {
  Option: '?',
  Repetition: '*',
  RepetitionWithSeparator: '*',
  RepetitionMandatory: '+',
  RepetitionMandatoryWithSeparator: '+',
}

const isChoice = (part: Part): boolean => part.type === 'Alternation' && (part.definition?.length ?? 0) > 1

/** What a text between brackets holds: of several parts, or of one that is a choice. */
const needsBrackets = (parts: readonly Part[]): boolean => parts.length !== 1 || parts.some(part => isChoice(part))

function terminal({ name = '', terminalLabel }: Part): string {
  const says = terminalLabel !== undefined && terminalLabel.toLowerCase() !== name.toLowerCase()
  return says ? `${name}${GLUE}/*${GLUE}${terminalLabel}${GLUE}*/` : name
}

function repeated(part: Part): string {
  const parts = part.definition ?? []
  const suffix = SUFFIXES[part.type] ?? ''
  const inner = sequence(parts)
  if (part.separator) {
    const list = `${needsBrackets(parts) ? `( ${inner} )` : inner} ( ${terminal(part.separator)} ${inner} )*`
    return suffix === '*' ? `( ${list} )?` : list
  }
  // A comment would stand between the name and its sign.
  return needsBrackets(parts) || inner.includes('*/') ? `( ${inner} )${suffix}` : `${inner}${suffix}`
}

function partText(part: Part): string {
  if (part.type === 'Terminal') return terminal(part)
  if (part.type === 'NonTerminal') return part.nonTerminalName ?? part.name ?? ''
  if (part.type in SUFFIXES) return repeated(part)
  if (part.type === 'Alternation')
    return (part.definition ?? []).map(each => sequence(each.definition ?? [])).join(' | ')
  if (part.type === 'Alternative') return sequence(part.definition ?? [])
  throw new TypeError(`a rule holds ${part.type}, which the page has no notation for`)
}

function sequence(parts: readonly Part[]): string {
  return parts.map(part => (parts.length > 1 && isChoice(part) ? `( ${partText(part)} )` : partText(part))).join(' ')
}

/** Breaks a text at blanks; further lines are indented to where the first one begins. */
function wrapped(head: string, text: string): string {
  const indent = ' '.repeat(head.length)
  const lines: string[] = []
  let line = head
  for (const word of text.split(' ')) {
    if (line.length > head.length && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = indent
    }
    line += line.length > head.length ? ` ${word}` : word
  }
  return [...lines, line].join('\n').replaceAll(GLUE, ' ')
}

/** A choice that is too long for one line has a line for each alternative. */
function choiceLines(head: string, choice: Part, tail: string): string {
  const alternatives = (choice.definition ?? []).map(each => sequence(each.definition ?? []))
  const inBrackets = tail !== ''
  const or = (inBrackets ? '  | ' : '| ').padStart(head.length + (inBrackets ? 2 : 0))
  const lines = alternatives.map((text, at) => wrapped(at > 0 ? or : inBrackets ? `${head}( ` : head, text))
  return [...lines, ...(inBrackets ? [`${' '.repeat(head.length)}) ${tail}`] : [])].join('\n')
}

function ruleText(rule: Part): string {
  const head = `${rule.name} ::= `
  const parts = rule.definition ?? []
  const [first, ...others] = parts
  const isLong = head.length + sequence(parts).length > WIDTH
  if (first && isChoice(first) && (isLong || others.length === 0)) return choiceLines(head, first, sequence(others))
  return wrapped(head, sequence(parts))
}

/** The rules of a parser in the EBNF of the W3C; comments name what is taken from a token. */
export const rulesOf = (parser: CstParser): string =>
  parser
    .getSerializedGastProductions()
    .map(rule => ruleText(rule))
    .join('\n')
