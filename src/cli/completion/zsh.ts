import { type CommandShape, flat, lastName, type OptionShape, type Words } from './shape.ts'

/** Inside single quotes. */
const inQuotes = (text: string): string => text.replaceAll("'", "'\\''")

/** Of an explanation in brackets, which `]`, `:` and backslashes would end. */
const explained = (text: string): string => inQuotes(text.replaceAll(/[\\\]:]/g, char => `\\${char}`))

function action(words: Words): string {
  if (words.kind === 'files') return '_files'
  if (words.kind === 'directories') return '_files -/'
  // Spaces end a word, and colons need a backslash: those are of _arguments.
  return words.kind === 'any' ? ' ' : `(${words.words.map(word => word.replaceAll(':', '\\:')).join(' ')})`
}

function optionSpecs({ names, describes, value, isRepeatable }: OptionShape): readonly string[] {
  const others = isRepeatable ? '*' : `(${names.join(' ')})`
  return names.map(name => {
    const takes = value === null ? '' : `:value:${action(value)}`
    return `'${others}${name}${value !== null && name.startsWith('--') ? '=' : ''}[${explained(describes)}]${takes}'`
  })
}

const functionName = (name: string): string => `_oomlens${name === '' ? '' : `_${name.replaceAll(' ', '_')}`}`

function argumentSpecs({ name, argument, commands }: CommandShape): readonly string[] {
  if (commands.length > 0) return [`'1: :${functionName(name)}_first'`, `'*:: :${functionName(name)}_rest'`]
  if (argument === null) return []
  return [`'*:${argument.kind === 'directories' ? 'directory' : 'argument'}:${action(argument)}'`]
}

/** Of a command within which there are others: their names, and what comes behind each. */
function groupFunctions({ name, argument, commands }: CommandShape): readonly string[] {
  if (commands.length === 0) return []
  const own = functionName(name)
  return [
    `${own}_first() {`,
    '  local -a commands=(',
    ...commands.map(each => `    '${lastName(each.name)}:${inQuotes(each.describes)}'`),
    '  )',
    '  _describe command commands',
    ...(argument ? [`  ${action(argument)}`] : []),
    '}',
    '',
    `${own}_rest() {`,
    '  case $words[1] in',
    ...commands.map(each => `    ${lastName(each.name)}) ${functionName(each.name)} ;;`),
    ...(argument ? [`    *) ${action(argument)} ;;`] : []),
    '  esac',
    '}',
    '',
  ]
}

const commandFunctions = (shape: CommandShape): readonly string[] => [
  ...groupFunctions(shape),
  `${functionName(shape.name)}() {`,
  // -C lets what comes behind a command have a context of its own; -S ends options at --.
  `  _arguments -s -S${shape.commands.length > 0 ? ' -C' : ''} \\`,
  ...[...shape.options.flatMap(optionSpecs), ...argumentSpecs(shape)].map(
    (spec, at, all) => `    ${spec}${at < all.length - 1 ? ' \\' : ''}`,
  ),
  '}',
  '',
]

/** A script for zsh, to be sourced after compinit or found as `_oomlens` in $fpath. */
export const zshScript = (root: CommandShape): string =>
  [
    '#compdef oomlens',
    '# Completion of oomlens for zsh, printed by: oomlens completion zsh',
    '',
    ...flat(root).toReversed().flatMap(commandFunctions),
    'if [[ $zsh_eval_context[-1] == loadautofunc ]]; then',
    '  _oomlens "$@"',
    'else',
    '  compdef _oomlens oomlens',
    'fi',
    '',
  ].join('\n')
