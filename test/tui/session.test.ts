import { expect, test } from 'vitest'
import { bundleOf } from '../../src/model/bundle.ts'
import type { Report } from '../../src/model/report.ts'
import { outputs } from '../../src/outputs/index.ts'
import { clipboardSequence } from '../../src/tui/shell/clipboard.ts'
import { keyNames } from '../../src/tui/shell/key-name.ts'
import { loadingLines } from '../../src/tui/shell/loading-lines.ts'
import { openSession, type Surroundings } from '../../src/tui/shell/session.ts'
import { span } from '../outputs/report-parts.ts'
import { PLAIN, timelineOf, WHOLE } from './support.ts'

const settle = () => new Promise(resolve => setTimeout(resolve, 5))

function session(report: Report, parts: Partial<Surroundings> = {}) {
  const seen = { frames: [] as (readonly string[])[], sent: '', files: new Map<string, string>(), left: false }
  const opened = openSession(report, WHOLE, {
    bundle: bundleOf('case', { 'events.txt': 'first\nsecond\n' }),
    outputs,
    look: PLAIN,
    spoken: false,
    show: lines => seen.frames.push(lines),
    send: sequence => {
      seen.sent += sequence
    },
    save: async (file, pieces, overwrite) => {
      if (seen.files.has(file) && !overwrite) return 'exists'
      seen.files.set(file, [...pieces].join(''))
      return 'written'
    },
    async suspend() {},
    redraw() {},
    leave: () => {
      seen.left = true
    },
    fail: error => {
      throw error
    },
    ...parts,
  })
  const last = (): string => (seen.frames.at(-1)?.join('\n') ?? '').replace(/\u001b\[[\d;]*m/g, '')
  return { opened, seen, last }
}

test('a copy is base64 of a text in which nothing acts', async () => {
  const evil = timelineOf(1, {
    0: { evidence: [{ path: 'a\u0007', line: 1, endLine: 1, start: 0, end: 1, excerpt: '\u001b]52;c;x' }] },
  })
  const { opened, seen } = session(evil)
  opened.keys(['y'])
  await settle()
  const [, payload = ''] = /^\u001b\]52;c;([\w+/=]+)\u0007$/.exec(seen.sent) ?? []
  expect(Buffer.from(payload, 'base64').toString()).toBe('a\\x07:1  \\x1b]52;c;x')
  expect(clipboardSequence('x'.repeat(1e6)).length).toBeLessThan(20_000)
})

test('an export is what the filter shows, and says so', async () => {
  const shown = timelineOf(5, { 3: { incident: 'i1', severity: 'critical' }, 4: { incident: 'i2' } })
  const { opened, seen, last } = session(shown)
  opened.keys(['e', 'ctrl-u', ...'all.json', 'return'])
  await settle()
  expect(last()).toContain('Written: all.json')
  opened.keys(['f', ...'sev:critical', 'return', 'e', 'ctrl-u', ...'some.json', 'return'])
  await settle()
  const [all, some] = ['all.json', 'some.json'].map(name => JSON.parse(seen.files.get(name) ?? '') as Report)
  expect(all?.timeline).toHaveLength(5)
  expect([some?.timeline.map(({ id }) => id), some?.incidents.map(({ id }) => id)]).toEqual([['e4'], ['i1']])
  expect(some?.headline).toMatch(
    /^Only what the filter 'severity:critical' shows \(1 of 5 events and 1 of 2 incidents\)/,
  )
  opened.keys(['e', 'ctrl-u', ...'some.json', 'return'])
  await settle()
  expect(last()).toContain('Enter overwrites it')
})

test('the cited file is read when it is looked at', async () => {
  const { opened, last } = session(timelineOf(2))
  opened.keys(['return'])
  await settle()
  expect(last()).toContain('1 first')
})

test('keys that come together are one frame', () => {
  const { opened, seen } = session(timelineOf(50))
  const before = seen.frames.length
  opened.keys(Array.from({ length: 30 }, () => 'j'))
  expect(seen.frames.length).toBe(before + 1)
})

test('after the end nothing is drawn', () => {
  const { opened, seen } = session(timelineOf(5))
  opened.keys(['q'])
  opened.close()
  const before = seen.frames.length
  opened.keys(['j'])
  expect([seen.left, seen.frames.length]).toEqual([true, before])
})

test('a screen reader is given sentences', () => {
  const { opened, last } = session(timelineOf(3, { 1: { severity: 'warning', node: 'n1' } }), { spoken: true })
  opened.keys(['j'])
  expect(last()).toContain('Entry 2 of 3.')
  expect(last()).toContain('warning, node n1.')
  expect(last()).not.toMatch(/[│─▸\u001b]/)
})

test('names of keys', () => {
  const key = {} as Parameters<typeof keyNames>[1]
  expect(keyNames('jk', key)).toEqual(['j', 'k'])
  expect(keyNames('e\u0015a\r', key)).toEqual(['e', 'ctrl-u', 'a', 'return'])
  expect(keyNames('', { ...key, tab: true, shift: true })).toEqual(['shift-tab'])
  expect(keyNames('', { ...key, delete: true })).toEqual(['backspace'])
  expect(keyNames('d', { ...key, ctrl: true })).toEqual(['ctrl-d'])
  expect(keyNames('x', { ...key, meta: true })).toEqual([])
})

test('while it loads, it says what it reads and what it has found', () => {
  const progress = { path: 'a\u001b[2J.log', bytes: 5 * 1024 ** 2, events: 3, phase: 'reading' } as const
  const lines = loadingLines('bundle', progress, WHOLE, PLAIN).join('\n')
  expect(lines).toContain('reading a\\x1b[2J.log')
  expect(lines).toContain('5 MiB, 3 events so far')
  expect(loadingLines('bundle', { ...progress, phase: 'concluding' }, WHOLE, PLAIN).join('\n')).toContain('joining')
})

test('files are read one after another, and only those that are looked at', async () => {
  const read: string[] = []
  const rows = Array.from({ length: 30 }, (_, at) => ({ evidence: [span(`${at}.txt`, 1, 'x')] }))
  const bundle = {
    name: 'case',
    async *members() {
      for (let at = 0; at < 30; at += 1)
        yield {
          path: `${at}.txt`,
          sizeBytes: 1,
          async *bytes() {
            read.push(`${at}.txt`)
            yield new Uint8Array([120])
          },
        }
    },
  }
  const { opened, last } = session(timelineOf(30, { ...rows }), { bundle })
  opened.keys(['g', 'return', 'tab', ...Array.from({ length: 29 }, () => 'j')])
  await settle()
  expect(read).toEqual(['29.txt'])
  expect(last()).toContain('1 x')
  opened.keys(['g'])
  await settle()
  expect(read).toEqual(['29.txt', '0.txt'])
})
