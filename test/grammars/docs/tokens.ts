import { Lexer, type TokenType } from 'chevrotain'

export interface Mode {
  readonly name: string
  readonly tokens: readonly TokenType[]
}

type Definition =
  | readonly TokenType[]
  | { readonly modes: Readonly<Record<string, TokenType[]>>; readonly defaultMode: string }

/** The modes of a lexer in the order of its definition, the first one first. Chevrotain keeps them without a type. */
export function modesOf(lexer: Lexer): readonly Mode[] {
  const definition = Reflect.get(lexer, 'lexerDefinition') as Definition
  if (!('modes' in definition)) return [{ name: '', tokens: definition }]
  const { modes, defaultMode } = definition
  const names = [defaultMode, ...Object.keys(modes).filter(name => name !== defaultMode)]
  return names.map(name => ({ name, tokens: modes[name] ?? [] }))
}

const names = (types: TokenType | readonly TokenType[] | undefined): string =>
  [types ?? []]
    .flat()
    .map(type => type.name)
    .join(', ')

function notesOf(token: TokenType): readonly string[] {
  const kinds = names(token.CATEGORIES)
  const longer = names(token.LONGER_ALT)
  return [
    token.GROUP === Lexer.SKIPPED ? 'left out' : '',
    kinds && `a ${kinds}`,
    longer && `unless ${longer} is longer`,
    token.POP_MODE ? 'then the mode before' : '',
    token.PUSH_MODE ? `then mode ${token.PUSH_MODE}` : '',
  ].filter(note => note !== '')
}

function tokenLine(token: TokenType, width: number): string {
  const notes = notesOf(token)
  return `${token.name.padEnd(width)}  ${token.PATTERN}${notes.length > 0 ? `    (${notes.join('; ')})` : ''}`
}

/** The tokens of each mode, in the order in which they are tried. */
export function tokensOf(lexer: Lexer): string {
  const modes = modesOf(lexer)
  const width = Math.max(...modes.flatMap(mode => mode.tokens.map(token => token.name.length)))
  return modes
    .map(({ name, tokens }) => {
      const lines = tokens.map(token => tokenLine(token, width))
      return name === '' ? lines.join('\n') : [`mode ${name}:`, ...lines.map(line => `  ${line}`)].join('\n')
    })
    .join('\n')
}
