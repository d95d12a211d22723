/** A fenced block of a Markdown page, wherever it is indented. */
export interface Fence {
  readonly language: string
  /** What stands behind the language. */
  readonly mark: string
  readonly text: string
  /** Where its text begins in the page. */
  readonly index: number
  readonly indent: string
}

const FENCE = /^( *)```([\w-]*)(?: ([^\n]+))?\n([\s\S]*?)^\1```$/gm

export const fencesIn = (markdown: string): readonly Fence[] =>
  [...markdown.matchAll(FENCE)].map(([whole, indent = '', language = '', mark = '', inside = ''], at, all) => ({
    language,
    mark,
    text: inside.replace(new RegExp(`^${indent}`, 'gm'), ''),
    index: (all[at]?.index ?? 0) + whole.indexOf('\n') + 1,
    indent,
  }))

/** A page without its blocks: what is code may look like a link, or like a command in a sentence. */
export const proseOf = (markdown: string): string => markdown.replace(FENCE, '')

/** Lines that a quote holds together are one. */
function* joined(lines: readonly string[]): Generator<string> {
  let held = ''
  for (const line of lines) {
    held = held === '' ? line : `${held}\n${line}`
    if ((held.match(/'/g)?.length ?? 0) % 2 === 1) continue
    yield held
    held = ''
  }
  if (held !== '') yield held
}

/** Of a shell's text: one command each, with its continued lines, without comments. `a && b` is two. */
export const commandsOf = (shell: string): readonly string[] =>
  [...joined(shell.replace(/\\\n\s*/g, '').split('\n'))]
    .map(line => line.replace(/(?:^|\s+)# .*$/, '').trim())
    .filter(line => line !== '')
    .flatMap(line => line.split(' && '))
