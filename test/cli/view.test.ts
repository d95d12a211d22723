import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { json } from '../../src/outputs/json.ts'
import type { Terminal } from '../../src/tui/index.ts'
import { utf8 } from '../archives/support.ts'
import { timelineOf } from '../tui/support.ts'
import { isOneLine, oomlens, report, type Setting } from './support.ts'

const KILL = '[ 1.0] Memory cgroup out of memory: Killed process 1 (a)\n'
/** Only looked at for being there. */
const terminal = {} as Terminal
let folder = ''
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oomlens-view-'))
  const saved = json.write(timelineOf(3), { width: 100, color: false, verbose: false })
  await writeFile(at('dmesg.txt'), KILL)
  await writeFile(at('notes.txt'), 'nothing of use')
  await writeFile(at('report.json'), saved)
  await writeFile(at('later.json'), saved.replace('oomlens.report.v1', 'oomlens.report.v2'))
  await writeFile(at('cut.json'), saved.slice(0, saved.length / 2))
  await writeFile(at('huge.json'), saved)
  await writeFile(at('odd.json'), saved.replace('"timeline": [', '"timeline": [ 3,'))
})
afterAll(() => rm(folder, { recursive: true }))

const viewed = (argv: readonly string[], setting: Setting = {}) =>
  oomlens(['view', ...argv], { terminal, stdoutTTY: true, ...setting })

describe('on a terminal', () => {
  test('shows a case, and keeps it at hand', async () => {
    const { status, viewed: request, stdout } = await viewed([at('dmesg.txt')])
    expect([status, stdout, request?.name, request?.bundle?.name]).toEqual([0, '', 'dmesg.txt', 'dmesg.txt'])
  })

  test('takes filters and zones as analyze does', async () => {
    const { options } = await viewed([at('dmesg.txt'), '--node', 'n1', '--timezone', 'Europe/Berlin'])
    expect(options).toMatchObject({ node: 'n1', timezone: 'Europe/Berlin' })
  })

  test.each<[Setting['env'] & object, object]>([
    [{ LANG: 'de_DE.UTF-8' }, { color: true, unicode: true }],
    [{ LANG: 'C' }, { color: true, unicode: false }],
    [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, { unicode: false }],
    [{ NO_COLOR: '1' }, { color: false }],
  ])('draws by %j', async (env, look) => {
    expect((await viewed([at('dmesg.txt')], { env })).viewed?.look).toMatchObject(look)
  })

  test('gives sentences to a screen reader', async () => {
    const { viewed: request } = await viewed([at('dmesg.txt')], { env: { INK_SCREEN_READER: 'true' } })
    expect(request?.spoken).toBe(true)
  })

  test('does not write over a file unasked', async () => {
    const { viewed: request } = await viewed([at('dmesg.txt')])
    expect(await request?.save(at('new.txt'), ['a'], false)).toBe('written')
    expect(await request?.save(at('new.txt'), ['b'], false)).toBe('exists')
    expect(await readFile(at('new.txt'), 'utf8')).toBe('a')
    expect(await request?.save(at('new.txt'), ['b'], true)).toBe('written')
    expect(await readFile(at('new.txt'), 'utf8')).toBe('b')
  })

  test('what is no log is told, and status 2', async () => {
    const { status, stderr, viewed: request } = await viewed([at('notes.txt')])
    expect([status, request, isOneLine(stderr)]).toEqual([2, null, true])
  })

  test('keys and a case cannot both be typed', async () => {
    const typed = { stdin: process.stdin, stdout: process.stdout } as Terminal
    const { status, stderr } = await viewed(['-'], { terminal: typed })
    expect([status, isOneLine(stderr)]).toEqual([2, true])
    expect(stderr).toContain('takes keys from the terminal')
  })

  test('a case that is piped is at hand again for its lines', async () => {
    const { viewed: request } = await viewed(['-'], { stdin: utf8(KILL) })
    const read = async () => {
      const texts: string[] = []
      for await (const member of request?.bundle?.members() ?? [])
        if (!('code' in member)) for await (const chunk of member.bytes()) texts.push(new TextDecoder().decode(chunk))
      return texts.join('')
    }
    expect([await read(), await read()]).toEqual([KILL, KILL])
  })
})

describe('a saved report', () => {
  test('is shown without its bundle, or with it', async () => {
    const alone = await viewed([at('report.json')])
    expect([alone.status, alone.options, alone.viewed?.bundle]).toEqual([0, null, null])
    const both = await viewed([at('dmesg.txt'), at('report.json')])
    expect([both.options, both.viewed?.bundle?.name]).toEqual([null, 'dmesg.txt'])
  })

  test.each([
    ['later.json', /oomlens\.report\.v2; this version reads oomlens\.report\.v1/],
    ['cut.json', /damaged/],
    ['odd.json', /timeline\[0\] is integer, not object/],
  ])('%s is told apart', async (name, message) => {
    const { status, stderr } = await viewed([at(name)])
    expect([status, isOneLine(stderr)]).toEqual([2, true])
    expect(stderr).toMatch(message)
  })

  test('that no string could hold is refused, with what is left', async () => {
    await truncate(at('huge.json'), 600 * 1024 ** 2)
    const { status, stderr } = await viewed([at('huge.json')])
    expect([status, isOneLine(stderr)]).toEqual([2, true])
    expect(stderr).toContain(
      'a saved report of 600 MiB is too large to be read back (512 MiB at most). View what it was made',
    )
  })

  test('takes no filter of reading', async () => {
    const { status, stderr } = await viewed([at('report.json'), '--node', 'n1'])
    expect(status).toBe(2)
    expect(stderr).toContain('f filters in the view')
  })
})

describe('without a terminal', () => {
  const plain = (argv: readonly string[], setting: Setting = {}) => oomlens(['view', ...argv], setting)

  test('prints the report and says why', async () => {
    const { status, stdout, stderr, viewed: request } = await plain([at('dmesg.txt')])
    expect([status, request]).toEqual([0, null])
    expect(stdout).toMatch(/^nothing happened/)
    expect(stderr).toMatch(/^oomlens: view needs a terminal/)
  })

  test('reads standard input', async () => {
    expect((await plain(['-'], { stdin: utf8(KILL) })).status).toBe(0)
  })

  test('gives status 2 for what is no log', async () => {
    const { status, stdout } = await plain([at('notes.txt')])
    expect([status, stdout]).toEqual([2, ''])
  })
})

describe('analyze offers it', () => {
  const shown = report({ timeline: timelineOf(1).timeline })
  const last = async (argv: readonly string[], setting: Setting = {}) =>
    (
      await oomlens(['analyze', ...argv], { report: shown, terminal, stdoutTTY: true, stdin: utf8('x'), ...setting })
    ).stdout
      .trimEnd()
      .split('\n')
      .at(-1)

  test('on a terminal, with a command that can be run', async () => {
    expect(await last([at('dmesg.txt')])).toBe(`oomlens view ${at('dmesg.txt')} steps through the timeline.`)
    await writeFile(at("it's.txt"), KILL)
    expect(await last([at("it's.txt")])).toContain(`'${at("it'\\''s.txt")}'`)
  })

  test.each<[string, readonly string[], Setting]>([
    ['a pipe', [], { stdoutTTY: false }],
    ['--quiet', ['--quiet'], {}],
    ['json', ['--format', 'json'], {}],
    ['no event', [], { report: report() }],
  ])('but not with %s', async (_, flags, setting) => {
    expect(await last([at('dmesg.txt'), ...flags], setting)).not.toContain('steps through')
  })

  test('but not for standard input', async () => expect(await last(['-'])).not.toContain('steps through'))
})
