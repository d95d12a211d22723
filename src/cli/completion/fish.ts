import { type CommandShape, flat, lastName, type OptionShape, type Words } from './shape.ts'

const inQuotes = (text: string): string => `'${text.replaceAll(/[\\']/g, char => `\\${char}`)}'`

/** `-x`: no files beside what is offered; `-r`: files are offered. */
function offered(words: Words): string {
  if (words.kind === 'files') return '-r'
  if (words.kind === 'directories') return "-x -a '(__fish_complete_directories)'"
  return words.kind === 'any' ? '-x' : `-x -a ${inQuotes(words.words.join(' '))}`
}

const at = (name: string): string => `-n ${inQuotes(`__oomlens_at ${name}`.trim())}`

function optionLine(name: string, { names, describes, value }: OptionShape): string {
  const flags = names.map(each => (each.startsWith('--') ? `-l ${each.slice(2)}` : `-s ${each.slice(1)}`))
  return [
    'complete -c oomlens',
    at(name),
    ...flags,
    ...(value ? [offered(value)] : []),
    '-d',
    inQuotes(describes),
  ].join(' ')
}

function argumentLines({ name, argument, commands }: CommandShape): readonly string[] {
  const files = argument?.kind === 'files' ? [] : [`complete -c oomlens ${at(name)} -f`]
  const words =
    argument && argument.kind !== 'files' && argument.kind !== 'any' ? [offered(argument).replace('-x', '-f')] : []
  return [
    ...files,
    ...words.map(word => `complete -c oomlens ${at(name)} ${word}`),
    ...commands.map(
      each => `complete -c oomlens ${at(name)} -a ${inQuotes(lastName(each.name))} -d ${inQuotes(each.describes)}`,
    ),
  ]
}

const stepArms = (shape: CommandShape): readonly string[] => {
  const valued = shape.options.flatMap(({ names, value }) => (value === null ? [] : names))
  return [
    ...shape.commands.flatMap(({ name }) => [
      `      case ${inQuotes(`${shape.name},${lastName(name)}`)}`,
      `        set name ${inQuotes(name)}`,
    ]),
    ...(valued.length === 0 ? [] : [`      case ${valued.map(each => inQuotes(`${shape.name},${each}`)).join(' ')}`]),
    ...(valued.length === 0 ? [] : ['        set skip yes']),
  ]
}

/** A script for fish 3 and newer. */
export const fishScript = (root: CommandShape): string =>
  [
    '# Completion of oomlens for fish, printed by: oomlens completion fish',
    '',
    '# Whether the words before the cursor lead to this command.',
    'function __oomlens_at',
    "  set -l name ''",
    "  set -l skip ''",
    '  for word in (commandline -opc)[2..]',
    '    if test -n "$skip"',
    "      set skip ''",
    '      continue',
    '    end',
    '    switch "$name,$word"',
    ...flat(root).flatMap(stepArms),
    '    end',
    '  end',
    '  test "$name" = "$argv"',
    'end',
    '',
    'complete -c oomlens -e',
    ...flat(root).flatMap(shape => [
      ...argumentLines(shape),
      ...shape.options.map(option => optionLine(shape.name, option)),
    ]),
    '',
  ].join('\n')
