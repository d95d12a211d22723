import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../archives/support.ts'
import { incident, oomlens, problem, report, type Setting, source } from './support.ts'

const analyzed = (argv: readonly string[], setting: Setting = {}) =>
  oomlens(['analyze', '-', ...argv], { stdin: utf8('x'), report: report(), ...setting })

describe('options reach the engine', () => {
  test('a node to look at, and nodes of files', async () => {
    const { options } = await analyzed(['--node', 'n1', '--node', 'n2=a/dmesg', '--node', 'n3=b=c.txt'])
    expect(options).toMatchObject({
      node: 'n1',
      nodePaths: [
        { node: 'n2', path: 'a/dmesg' },
        { node: 'n3', path: 'b=c.txt' },
      ],
    })
  })

  test.each([
    [['--node', '=a'], /lacks a part/],
    [['--node', 'n1='], /lacks a part/],
    [['--node', 'n1', '--node', 'n2'], /only one node/],
  ])('%j is told', async (flags, message) => {
    const { status, stderr } = await analyzed(flags)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('names and times', async () => {
    const { status, options } = await analyzed([
      ...['--node', 'n1', '--namespace', 'shop', '--pod', 'cart-0', '--timezone', 'Europe/Berlin'],
      ...['--since', '2026-07-01T10:00', '--until', '2026-07-02', '--now', '2026-07-03T00:00:00+05:30'],
    ])
    expect(status).toBe(0)
    expect(options).toMatchObject({
      node: 'n1',
      namespace: 'shop',
      pod: 'cart-0',
      timezone: 'Europe/Berlin',
      since: Date.UTC(2026, 6, 1, 8),
      until: Date.UTC(2026, 6, 1, 22),
      now: Date.UTC(2026, 6, 2, 18, 30),
    })
  })

  test('what was not said is not made up', async () => {
    const { options } = await analyzed([])
    expect(options).toMatchObject({ node: undefined, timezone: undefined, since: undefined, now: undefined })
  })

  test('a time without a zone is UTC unless a zone is given', async () => {
    expect((await analyzed(['--since', '2026-07-01 10:00:00'])).options?.since).toBe(Date.UTC(2026, 6, 1, 10))
  })
})

describe('how text is laid out', () => {
  const layout = async (argv: readonly string[], setting: Setting = {}) =>
    JSON.parse((await analyzed(argv, setting)).stdout.replace('nothing happened ', ''))

  test.each([
    [null, 100],
    [20, 40],
    [80, 80],
    [300, 120],
  ])('%s columns', async (columns, width) => {
    expect(await layout([], { columns })).toMatchObject({ width })
  })

  test.each<[readonly string[], Setting['env'] & object, boolean, boolean]>([
    [[], {}, true, true],
    [[], {}, false, false],
    [[], { NO_COLOR: '1' }, true, false],
    [[], { NO_COLOR: '' }, true, true],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { FORCE_COLOR: '0' }, true, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [['--no-color'], { FORCE_COLOR: '1' }, true, false],
    [[], { TERM: 'dumb' }, true, false],
  ])('color: %j %j, terminal %s', async (argv, env, stdoutTTY, color) => {
    expect(await layout(argv, { env, stdoutTTY })).toMatchObject({ color })
  })

  test('--verbose', async () => {
    expect(await layout([])).toMatchObject({ verbose: false })
    expect(await layout(['--verbose'])).toMatchObject({ verbose: true })
  })
})

describe('exit status', () => {
  test.each([
    ['memcg', 1, false, 1],
    ['global', 0, true, 1],
    ['global', 0, false, 0],
    ['userspace', 1, false, 1],
    ['unknown', 1, false, 1],
    ['sigkill', 1, false, 0],
    ['eviction', 1, false, 0],
  ] as const)('--exit-code with %s, %i victims, panic %s: %i', async (kind, victims, panic, status) => {
    const found = report({ incidents: [incident(kind, victims, panic)] })
    expect((await analyzed(['--exit-code'], { report: found })).status).toBe(status)
    expect((await analyzed([], { report: found })).status).toBe(0)
  })

  test('an incident is something read, whatever the sources say', async () => {
    const found = report({ sources: [source('x', 'unknown')], incidents: [incident('memcg', 1)] })
    expect((await analyzed([], { report: found })).status).toBe(0)
  })
})

test('errors are echoed, five at most, and none with --quiet', async () => {
  const problems = Array.from({ length: 7 }, (_, at) =>
    problem('SOURCE_UNREADABLE', `f${at}`, `f${at} cannot be read`, 'Ask.'),
  )
  const warned = { ...problem('SOURCE_EMPTY', 'w', 'w is empty'), severity: 'warning' as const }
  const made = report({ problems: [warned, ...problems] })
  const lines = (await analyzed([], { report: made })).stderr.trimEnd().split('\n')
  expect(lines).toHaveLength(6)
  expect(lines[0]).toBe('oomlens: f0 cannot be read. Ask.')
  expect(lines[5]).toBe('oomlens: 2 more of the kind are in the report')
  expect((await analyzed(['--quiet'], { report: made })).stderr).toBe('')
})

describe('progress', () => {
  const slow: Setting['parts'] & object = {
    async analyze(_, { onProgress }) {
      await new Promise(resolve => setTimeout(resolve, 120))
      onProgress?.({ path: 'a\x1b[2J.log', bytes: 5 * 1024 ** 2, events: 0, phase: 'reading' })
      return report()
    },
  }

  test('is shown on a terminal and erased', async () => {
    const { stderr } = await analyzed([], { parts: slow, stderrTTY: true })
    expect(stderr).toBe('\r\x1b[Kreading 5 MiB  a\\x1b[2J.log\r\x1b[K')
  })

  test('is not shown elsewhere, or with --quiet', async () => {
    expect((await analyzed([], { parts: slow })).stderr).toBe('')
    expect((await analyzed(['--quiet'], { parts: slow, stderrTTY: true })).stderr).toBe('')
    expect((await analyzed([], { parts: slow, stderrTTY: true, env: { TERM: 'dumb' } })).stderr).toBe('')
  })
})

test('--output writes the file whole, and leaves nothing beside it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'oomlens-'))
  try {
    const file = join(root, 'report.json')
    await writeFile(file, 'old')
    await symlink('report.json', join(root, 'link'))
    const { status, stdout } = await analyzed(['--format', 'json', '-o', join(root, 'link')])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(report())
    expect((await readdir(root)).toSorted()).toEqual(['link', 'report.json'])
    expect((await analyzed(['-o', '/dev/null'])).status).toBe(0)
    expect((await analyzed(['-o', '-'])).stdout).toContain('nothing happened')
    expect((await analyzed(['-o', root])).status).toBe(2)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})

test('the format is told by the name of the output, unless one is asked for', async () => {
  const root = await mkdtemp(join(tmpdir(), 'oomlens-'))
  const start = async (name: string, ...flags: string[]): Promise<string> => {
    const file = join(root, name)
    expect((await analyzed([...flags, '-o', file])).status).toBe(0)
    return (await readFile(file, 'utf8')).slice(0, 15)
  }
  try {
    expect(await start('report.json')).toMatch(/^\{"schema"/)
    expect(await start('REPORT.JSON')).toMatch(/^\{"schema"/)
    expect(await start('report.json', '--format', 'text')).toBe('nothing happene')
    expect(await start('report.txt', '--format', 'json')).toMatch(/^\{"schema"/)
    for (const name of ['report.log', 'report.txt', 'report.json.d', 'json'])
      expect(await start(name)).toBe('nothing happene')
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})

describe('--redact', () => {
  const made = report({ headline: 'Pod of /srv/zebra/app was killed.' })

  test('is of every format, and the map goes to a file of its own', async () => {
    const root = await mkdtemp(join(tmpdir(), 'oomlens-'))
    try {
      const map = join(root, 'map.json')
      const { status, stdout } = await analyzed(['--format', 'json', '--redact', '--redact-map', map], { report: made })
      expect(status).toBe(0)
      expect(stdout).not.toContain('zebra')
      expect(JSON.parse(await readFile(map, 'utf8'))).toMatchObject({ zebra: expect.stringMatching(/^path-/) })
      expect(await readdir(root)).toEqual(['map.json'])
      const keyed = await analyzed(['--format', 'json', '--redact', '--redact-key', 'k'], { report: made })
      expect(keyed.stdout).not.toBe(stdout)
      expect((await analyzed(['--format', 'json'], { report: made })).stdout).toContain('zebra')
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  })

  test('a map that cannot be written: no report', async () => {
    const { status, stdout } = await analyzed(['--redact', '--redact-map', tmpdir()], { report: made })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })

  test.each([
    [['--redact-key', 'k'], /--redact, which is not given/],
    [['--redact', '--redact-key', ''], /empty/],
    [['--redact', '-o', 'x', '--redact-map', 'x'], /undoes the redaction/],
  ])('%j is told', async (flags, message) => {
    const { status, stderr } = await analyzed(flags)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})
