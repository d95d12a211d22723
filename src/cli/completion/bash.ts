// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are of the shell
import { groupBy } from '../../model/group-by.ts'
import { type CommandShape, flat, lastName, type Words } from './shape.ts'

/** What gives the words for a place. Where nothing does, bash offers files, as it does without a script. */
function offered(words: Words): string {
  if (words.kind === 'words') return `_oomlens_words '${words.words.join(' ')}'`
  if (words.kind === 'files') return ':'
  return words.kind === 'directories' ? '_oomlens_instead dirnames' : '_oomlens_instead nospace'
}

const valued = ({ options }: CommandShape): CommandShape['options'] => options.filter(({ value }) => value !== null)

/** The patterns of `COMMAND,OPTION` for every name of some options. */
const patterns = (name: string, options: CommandShape['options']): string =>
  options.flatMap(({ names }) => names.map(each => `'${name},${each}'`)).join(' | ')

const stepArms = (shape: CommandShape): readonly string[] => [
  ...shape.commands.map(({ name }) => `      '${shape.name},${lastName(name)}') command='${name}' ;;`),
  ...(valued(shape).length === 0 ? [] : [`      ${patterns(shape.name, valued(shape))}) skip=yes ;;`]),
]

/** One arm for all options of a command that take the same. */
const valueArms = (shape: CommandShape): readonly string[] =>
  [...groupBy(valued(shape), ({ value }) => (value === null ? '' : offered(value)))].map(
    ([words, options]) => `    ${patterns(shape.name, options)}) ${words}; return ;;`,
  )

/** Sub-commands beside paths: directories are added, and files come where no word fits. */
function argumentArm({ name, argument, commands }: CommandShape): string {
  const words = [
    ...commands.map(command => lastName(command.name)),
    ...(argument?.kind === 'words' ? argument.words : []),
  ]
  if (words.length === 0) return `    '${name},'*) ${offered(argument ?? { kind: 'any' })} ;;`
  const paths = argument?.kind === 'files' ? '; compopt -o plusdirs 2> /dev/null' : ''
  return `    '${name},'*) ${offered({ kind: 'words', words })}${paths} ;;`
}

const typedArms = (shape: CommandShape): readonly string[] => [
  `    '${shape.name},-'*) _oomlens_words '${shape.options.flatMap(({ names }) => names).join(' ')}' ;;`,
  argumentArm(shape),
]

/** A script for bash 3.2 and newer, which needs nothing else. It starts no program and evaluates nothing that was typed. */
export const bashScript = (root: CommandShape): string =>
  [
    '# Completion of oomlens for bash, printed by: oomlens completion bash',
    '',
    '# bash cuts words at colons, so that what stands before one is not given again.',
    '_oomlens_words() {',
    '  local cut=',
    '  case $typed in *:*) cut=${typed%:*}: ;; esac',
    '  COMPREPLY=($(compgen -W "$1" -- "$typed"))',
    '  COMPREPLY=("${COMPREPLY[@]#"$cut"}")',
    '}',
    '',
    '# Directories, or nothing, instead of files. bash 3.2 has no compopt and offers files.',
    '_oomlens_instead() {',
    '  compopt +o bashdefault +o default -o "$1" 2> /dev/null',
    '}',
    '',
    '_oomlens() {',
    '  local command= skip= word at',
    '  local typed=${COMP_LINE:0:COMP_POINT} before=${COMP_WORDS[COMP_CWORD - 1]}',
    '  typed=${typed##*[[:space:]]}',
    '  # --format=json is three words: the option, =, and its value.',
    '  [[ $typed == -*=* ]] && typed=${typed#*=}',
    '  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}',
    '  for ((at = 1; at < COMP_CWORD; at++)); do',
    '    word=${COMP_WORDS[at]}',
    '    if [[ -n $skip && $word != = ]]; then',
    '      skip=',
    '      continue',
    '    fi',
    '    case "$command,$word" in',
    ...flat(root).flatMap(stepArms),
    '    esac',
    '  done',
    '  COMPREPLY=()',
    '  case "$command,$before" in',
    ...flat(root).flatMap(valueArms),
    '  esac',
    '  case "$command,$typed" in',
    ...flat(root).flatMap(typedArms),
    '  esac',
    '}',
    'complete -o bashdefault -o default -F _oomlens oomlens',
    '',
  ].join('\n')
