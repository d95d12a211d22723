import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { commandName, commandsIn } from '../../src/cli/help/attach.ts'
import { realProgram } from '../cli/real-program.ts'
import { proseOf } from './fences.ts'
import { PAGES, ROOT, textOf } from './pages.ts'

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): ReadonlySet<string> {
  const seen = new Map<string, number>()
  return new Set(
    [...proseOf(textOf(page)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
      const slug = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
        .replaceAll(' ', '-')
      const times = seen.get(slug) ?? 0
      seen.set(slug, times + 1)
      return times === 0 ? slug : `${slug}-${times}`
    }),
  )
}

/** Why a link leads nowhere; null where it does not. */
function broken(page: string, link: string): string | null {
  const [target = '', anchor] = link.split('#')
  const path = target === '' ? page : relative(ROOT, join(ROOT, dirname(page), target))
  if (!existsSync(join(ROOT, path))) return `${link}: there is no ${path}`
  if (anchor === undefined) return null
  if (!path.endsWith('.md')) return `${link}: ${path} has no headings`
  return anchorsOf(path).has(anchor) ? null : `${link}: ${path} has no #${anchor}`
}

const LINK = /\]\((?!https?:|mailto:)([^)\s]+)\)/g

describe('every link', () => {
  test('is looked for in all pages', () => expect(PAGES.length).toBeGreaterThan(18))

  test.each(PAGES)('of %s leads to a file, and to a heading where it names one', page => {
    const links = [...proseOf(textOf(page)).matchAll(LINK)].map(([, link = '']) => link)
    expect(links.flatMap(link => broken(page, link) ?? [])).toEqual([])
  })

  test('that leads nowhere is noticed', () => {
    expect(broken('README.md', 'docs/nothing.md')).toMatch(/there is no/)
    expect(broken('README.md', 'docs/guide.md#nothing')).toMatch(/has no #nothing/)
    expect(broken('docs/guide.md', '#a-node-that-ran-out')).toBeNull()
  })
})

/** Code that names a file or a folder of the repository. `…` and capitals stand for something else. */
const PATH = /`((?:src|grammars|corpus|test|docs|\.ci)\/[^`\s…*<>]*)`/g

test.each(PAGES.filter(page => page !== 'CHANGELOG.md'))('files that %s names are there', page => {
  const paths = [...proseOf(textOf(page)).matchAll(PATH)].map(([, path = '']) => path)
  expect(paths.filter(path => !existsSync(ROOT + path))).toEqual([])
})

test('every page but generated ones is linked from README.md', () => {
  const linked = new Set([...textOf('README.md').matchAll(LINK)].map(([, link = '']) => link.split('#')[0]))
  expect(PAGES.filter(page => page !== 'README.md' && page !== 'CHANGELOG.md' && !linked.has(page))).toEqual([])
})

const commands = new Map(commandsIn(realProgram()).map(command => [commandName(command), command] as const))

/** What a command line in a sentence has that the program does not know. Words in capitals stand for something else. */
function unknownIn(words: readonly string[]): readonly string[] {
  const [first = '', second = ''] = words
  const command = commands.get(`${first} ${second}`) ?? commands.get(first) ?? commands.get('')
  if (/^[a-z]/.test(first) && !commands.has(first)) return [first]
  const known = command?.createHelp().visibleOptions(command) ?? []
  const names = known.flatMap(({ long, short }) => [long, short])
  return words.filter(word => /^--?[a-z]/.test(word) && !names.includes(word.replace(/=.*/, '')))
}

/** Beginnings of code in sentences, by the program that it is for. */
const inSentences = (page: string, program: string): readonly (readonly string[])[] =>
  [...proseOf(textOf(page)).matchAll(new RegExp(`\`${program} ([^\`]+)\``, 'g'))].map(([, words = '']) =>
    words.trim().split(/\s+/),
  )

describe.each(PAGES)('code in the sentences of %s', page => {
  test('has commands and options that there are', () => {
    expect(inSentences(page, 'oomlens').flatMap(unknownIn)).toEqual([])
    expect(inSentences(page, 'npx oomlens').flatMap(unknownIn)).toEqual([])
  })

  test('has scripts that there are', () => {
    const scripts = inSentences(page, 'npm run').map(([name = '']) => name)
    expect(scripts.filter(name => !(name in manifest.scripts))).toEqual([])
  })
})

test('a command or an option that there is none of is noticed', () => {
  expect(unknownIn(['analize', 'bundle.tar.gz'])).toEqual(['analize'])
  expect(unknownIn(['analyze', '--frmat', 'json'])).toEqual(['--frmat'])
  expect(unknownIn(['fleet', 'summary', '--format=json', '--jobs', '2'])).toEqual(['--jobs'])
  expect(unknownIn(['--version'])).toEqual([])
})
