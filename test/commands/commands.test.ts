import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HELP } from '../../src/cli/help/texts.ts'
import { buildOomlens } from './built.ts'
import { commandsOf, type Fence, fencesIn } from './fences.ts'
import { NOT_RUN, notRun } from './not-run.ts'
import { PAGES, ROOT, textOf } from './pages.ts'
import { makePlayground } from './playground.ts'

const SHELLS: readonly string[] = ['sh', 'bash', 'shell', 'console', 'zsh', 'fish']
const DATA: readonly string[] = ['', 'text', 'ts', 'json', 'yaml', 'html', 'md']

/** Programs that a test may start by itself; commands of all others have to be on the list. */
const MAY_RUN =
  /^(?:oomlens|npx oomlens|ls|sed|cat|date|jq|find|grep|sort|uniq|source <\(oomlens|node docs\/)(?:\s|$|\S)/

interface Source {
  /** A page, or the help of a command. */
  readonly name: string
  readonly fences: readonly Fence[]
  readonly commands: readonly string[]
}

const sources: readonly Source[] = [
  ...PAGES.map(name => {
    const fences = fencesIn(textOf(name))
    const shell = fences.filter(({ language }) => SHELLS.includes(language))
    return { name, fences, commands: shell.flatMap(({ text }) => commandsOf(text)) }
  }),
  ...Object.entries(HELP).map(([name, { examples }]) => ({
    name: `oomlens ${name} --help`,
    fences: [],
    commands: examples.flatMap(({ command }) => commandsOf(command)),
  })),
]
const all = new Set(sources.flatMap(({ commands }) => commands))

describe('commands of the pages and of the helps', () => {
  test('are found, in blocks whose language is known', () => {
    expect(all.size).toBeGreaterThan(80)
    const languages = new Set(sources.flatMap(({ fences }) => fences.map(({ language }) => language)))
    expect([...languages].filter(language => ![...SHELLS, ...DATA].includes(language))).toEqual([])
  })

  test('are run, or on the list of those that are not', () => {
    const neither = [...all].filter(
      command =>
        notRun(command) === null &&
        !command
          .replace(/'[^']*'/g, "''")
          .split(' | ')
          .every(part => MAY_RUN.test(part)),
    )
    expect(neither, 'add to NOT_RUN in test/commands/not-run.ts, with the reason').toEqual([])
  })

  test('on the list are commands that there are, once', () => {
    const listed = Object.values(NOT_RUN).flat()
    expect(listed.filter(command => !all.has(command))).toEqual([])
    expect(new Set(listed).size).toBe(listed.length)
  })
})

/** Programs that may be missing where the tests run. */
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const missingFor = (command: string): string | null =>
  ['jq'].find(program => new RegExp(`(?:^|\\| )${program} `).test(command) && !has(program)) ?? null

let top = ''
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'oomlens-commands-'))
  buildOomlens(top)
  makePlayground(join(top, 'playground'), join(top, 'bin/oomlens'))
}, 60_000)
afterAll(() => rmSync(top, { recursive: true }))

const env = (directory: string): NodeJS.ProcessEnv => ({
  PATH: `${join(top, 'bin')}:${process.env.PATH}`,
  HOME: join(directory, 'home'),
  KEY: 'k',
  LC_ALL: 'C.UTF-8',
})

/** The part of an output that a page shows, by how its first line and the line after its last one begin. */
function part(output: string, mark: string): string | null {
  const [, from = '', to = ''] = /^part="([^"]*)" to="([^"]*)"$/.exec(mark) ?? []
  const lines = output.split('\n')
  const starts = (line: string, text: string): boolean => line.trimStart().startsWith(text)
  const first = from === '' ? 0 : lines.findIndex(line => starts(line, from))
  const last = to === '' ? lines.length - 1 : lines.findIndex((line, at) => at > first && starts(line, to))
  return first === -1 || last === -1 ? null : `${lines.slice(first, last).join('\n').trimEnd()}\n`
}

describe.each(sources.filter(({ commands }) => commands.some(command => notRun(command) === null)))(
  '$name',
  ({ name, fences, commands }) => {
    const outputs = new Map<string, string>()
    let directory = ''
    beforeAll(() => {
      directory = mkdtempSync(join(top, 'page-'))
      execFileSync('cp', ['-a', `${top}/playground/.`, directory])
    })

    for (const command of new Set(commands.filter(each => notRun(each) === null))) {
      const missing = missingFor(command)
      test.skipIf(missing !== null)(
        `${command}${missing === null ? '' : ` (no ${missing} here)`}`,
        { timeout: 60_000 },
        () => {
          const done = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
            cwd: directory,
            env: env(directory),
            encoding: 'utf8',
            input: '',
          })
          expect(done.status, done.stderr).toBe(command.includes('--exit-code') ? 1 : 0)
          outputs.set(command, done.stdout)
        },
      )
    }

    const shown = fences.filter(({ mark }) => mark.startsWith('part='))
    if (shown.length === 0) return
    test('shows what they print now', () => {
      let page = textOf(name)
      const wrong: string[] = []
      for (const fence of shown.toReversed()) {
        const before = fences.findLast(({ index, language }) => index < fence.index && SHELLS.includes(language))
        const command = commandsOf(before?.text ?? '').at(-1) ?? ''
        const now = part(outputs.get(command) ?? '', fence.mark)
        if (now === null || now === '\n') wrong.push(`${command}: nothing from ${fence.mark}`)
        else if (process.env.UPDATE === '1') {
          const raw = fence.text.replace(/^(?=.)/gm, fence.indent)
          page =
            page.slice(0, fence.index) + now.replace(/^(?=.)/gm, fence.indent) + page.slice(fence.index + raw.length)
        } else if (now !== fence.text) wrong.push(`${command} prints now:\n${now}`)
      }
      if (process.env.UPDATE === '1') writeFileSync(ROOT + name, page)
      expect(wrong).toEqual([])
    })
  },
)
