import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kit } from '../../../src/kit.ts'
import { readMember } from '../../../src/lines/read-member.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { Found } from '../../../src/model/reader.ts'
import type { Span } from '../../../src/model/span.ts'
import { FIXTURES, factsOf, fixture, reportIn } from '../kernel/read.ts'
import { FORMS } from './forms.ts'

async function foundIn(source: Uint8Array, size = source.length): Promise<readonly Found[]> {
  const found: Found[] = []
  async function* bytes(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < source.length; at += Math.max(1, size)) yield source.slice(at, at + Math.max(1, size))
  }
  await readMember({ path: 'log', sizeBytes: null, bytes }, kit.readers, each => found.push(each))
  return found
}

const isReport = (found: Found): found is OomReport => 'kind' in found && found.kind === 'kernel.oom-report'
const reportsIn = async (source: Uint8Array, size?: number): Promise<readonly OomReport[]> =>
  (await foundIn(source, size)).filter(isReport)

const utf8 = new TextDecoder('utf-8')
/** What is cited, as it was before it was broken, with blanks. */
const textOf = (source: Uint8Array, { start, end }: Span): string =>
  utf8
    .decode(source.subarray(start, end))
    .replace(/=?\n(?: {4}|> )?/g, '')
    .replaceAll('\u00a0', ' ')

describe.each(Object.keys(FORMS))('a report as %s', form => {
  it.each(FIXTURES)('says the same: %s', async name => {
    const source = FORMS[form]?.(fixture(name)) ?? new Uint8Array()
    const [report, ...more] = await reportsIn(source)
    expect(more).toEqual([])
    expect(report && factsOf(report)).toEqual(factsOf(reportIn(fixture(name))))
    for (const { span, pid, comm } of report?.kills ?? []) {
      expect(span.end - span.start).toBeLessThanOrEqual(4096)
      if (form === 'json with bytes') continue
      expect(textOf(source, span)).toContain(String(pid))
      expect(textOf(source, span)).toContain(comm)
    }
  })

  it('does not depend on chunks', async () => {
    const source = FORMS[form]?.(fixture('oom-group-6.1')) ?? new Uint8Array()
    const whole = await foundIn(source)
    for (const size of [7, 100, 4096]) expect(await foundIn(source, size)).toEqual(whole)
  })

  it('that is cut anywhere never throws, and tells no other kills', async () => {
    const source = FORMS[form]?.(fixture('memcg-v2-6.1')) ?? new Uint8Array()
    await fc.assert(
      fc.asyncProperty(fc.nat(source.length), async length => {
        const found = await foundIn(source.slice(0, length))
        for (const { kills } of found.filter(isReport))
          expect(kills.map(({ pid }) => pid).filter(pid => pid !== 166)).toEqual([])
        expect(found.filter(each => 'code' in each && each.code === 'READER_FAILED')).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})

const KILL =
  'Memory cgroup out of memory: Killed process 7 (x) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0'
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, char => char.charCodeAt(0))

describe('a log that begins within a report', () => {
  const lines = fixture('global-5.10').split('\n').slice(20)
  const pasted = lines.map(line => `[  100.000000] ${line}`).join('\n')

  it.each([
    ['at once', ''],
    ['below some words', 'Our node died.\n\nThe log:\n\n'],
  ])('%s is that report', async (_, words) => {
    const [report, ...more] = await reportsIn(bytesOf(words + pasted))
    expect(more).toEqual([])
    expect(report).toMatchObject({ cutBy: 'file-start', has: { header: false, conclusion: true } })
  })
})

describe('what is not the kernel’s', () => {
  const forged = `${KILL}\n\n__CURSOR=s=1\n_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\nMESSAGE=${KILL}\n`
  const length = String.fromCharCode(forged.length % 256, Math.floor(forged.length / 256), 0, 0, 0, 0, 0, 0)

  it.each([
    [
      'an entry within a value of the export format',
      `__CURSOR=s=0\n_TRANSPORT=stdout\nMESSAGE\n${length}${forged}\nSYSLOG_IDENTIFIER=app\n\n`,
    ],
    [
      'a write to /dev/kmsg',
      `__CURSOR=s=0\n_TRANSPORT=kernel\nSYSLOG_FACILITY=1\nSYSLOG_IDENTIFIER=kernel\nMESSAGE=${KILL}\n\n`,
    ],
    ['a line of an application', `${JSON.stringify({ level: 'info', msg: KILL })}\n`],
    [
      'output of a container',
      `${JSON.stringify({ log: `${KILL}\n`, stream: 'stdout', time: '2026-01-15T08:30:10Z' })}\n`,
    ],
    [
      'an entry of a service',
      `${JSON.stringify({ MESSAGE: KILL, _TRANSPORT: 'journal', SYSLOG_IDENTIFIER: 'kernel' })}\n`,
    ],
    [
      'a field of an application’s record',
      `[\n {"level":"info","msg":"sent","body":{"entries":[{"MESSAGE":${JSON.stringify(KILL)},"_TRANSPORT":"kernel"}]}}\n]\n`,
    ],
    [
      'a user’s write in dmesg -J -x',
      `{"dmesg":[{"fac":"user","pri":"warn","time":1.5,"msg":${JSON.stringify(KILL)}}]}\n`,
    ],
    [
      'a line that a program quotes among its own',
      [
        'start',
        'ready',
        `saw [   12.345678] ${KILL}`,
        'sent a mail',
        'saw [   12.345679] usb 1-1: new device',
        'stop',
        '',
      ]
        .map((line, at) => (line === '' ? '' : `2026-01-15 08:30:1${at},123 INFO watcher: ${line}`))
        .join('\n'),
    ],
    [
      'a copy in what a container wrote',
      `${[1, 2, 3, 4, 5].map(at => `2026-01-15T08:30:10.12345678${at}Z stdout F dmesg: [   12.34567${at}] ${KILL}`).join('\n')}\n`,
    ],
    [
      'a row of a program in a table',
      `TimeGenerated,Computer,ProcessName,SyslogMessage\n2026-01-15T08:30:10Z,node-1,watcher,"[   12.345678] ${KILL}"\n`,
    ],
  ])('%s is no report', async (_, text) => {
    expect(await reportsIn(bytesOf(text))).toEqual([])
  })

  it('the same in an entry of the kernel is one', async () => {
    const entry = `__CURSOR=s=0\n_TRANSPORT=kernel\nSYSLOG_FACILITY=0\nSYSLOG_IDENTIFIER=kernel\nMESSAGE=${KILL}\n\n`
    expect(await reportsIn(bytesOf(entry))).toMatchObject([{ kills: [{ pid: 7 }], originUnproven: false }])
  })
})

describe('a value of the export format', () => {
  it.each([9, 10, 11, 265, 266, 2560, 2570, 40_000])('of %i bytes ends where its length says', async size => {
    const message = `${KILL}\n`.padEnd(Math.max(size, 0), 'z').slice(-size)
    const value = size > KILL.length ? `${KILL}\n${'z'.repeat(size - KILL.length - 1)}` : message
    const length = String.fromCharCode(value.length % 256, Math.floor(value.length / 256), 0, 0, 0, 0, 0, 0)
    const entry = (name: string): string =>
      `__CURSOR=s=0\n_TRANSPORT=kernel\nSYSLOG_FACILITY=0\nSYSLOG_IDENTIFIER=kernel\n${name}`
    const source = bytesOf(`${entry(`NOTE\n${length}${value}\n`)}\n${entry(`MESSAGE=${KILL.replace('7', '8')}\n`)}\n`)
    expect((await reportsIn(source)).map(({ kills }) => kills.map(({ pid }) => pid))).toEqual([[8]])
  })
})

describe('a log that runs forward', () => {
  it.each([
    ['with a line that came late', ['10', '11', '09', '12', '13', '11', '14']],
    ['with one time', ['10', '10', '10', '10', '10', '10']],
  ])('%s is not turned', async (_, seconds) => {
    const lines = seconds.map(second => `Jan 15 08:30:${second} node-1 kernel: usb 1-1: new device`)
    const text = [...lines, `Jan 15 08:30:20 node-1 kernel: ${KILL}`, ''].join('\n')
    const [report] = await reportsIn(bytesOf(text))
    expect(report?.span.line).toBe(lines.length + 1)
    expect(kit.readers.records.find(format => format.matches('log', text))).toBeUndefined()
  })
})
