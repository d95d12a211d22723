import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameKills } from '../../../src/engine/incident/same-kill.ts'
import { containerCgroup, ctime, killLines, kmsg, memInfo, raw, syslog, UID } from '../logs.ts'
import { digestsIn } from '../read-reports.ts'

/** Number of kills that the files tell of, and of reports. */
async function kills(files: Readonly<Record<string, string>>): Promise<readonly number[]> {
  const digests = await Promise.all(Object.entries(files).map(([path, text]) => digestsIn(text, path)))
  return sameKills(digests.flat()).map(group => group.length)
}

const WALL = '2026-01-15T08:30:10Z'
const lines = killLines()
const global = killLines({ oomMemcg: null, taskMemcg: '/system.slice/db.service' })
const victimless = [
  'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
  ...memInfo,
  'Out of memory and no killable processes...',
]

describe('one kill', () => {
  test('in dmesg, dmesg -T, syslog and /dev/kmsg', async () => {
    const files = {
      'dmesg.txt': raw(1000, lines),
      'dmesg-T.txt': ctime(WALL, lines),
      syslog: syslog('2026-01-15T08:30:41Z', lines, 'node-1', 1000),
      'kmsg.log': kmsg(1000, lines),
    }
    expect(await kills(files)).toEqual([4])
  })

  test('whatever order the files come in', async () => {
    const files = Object.entries({
      a: raw(1000, lines),
      b: ctime(WALL, lines),
      c: syslog(WALL, lines, 'node-1', 1000),
      d: kmsg(1000, lines),
    })
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: 4 }), async shuffled => {
        expect(await kills(Object.fromEntries(shuffled))).toEqual([4])
      }),
      { numRuns: 10 },
    )
  })

  test('of a file that holds it twice, as when logs are put together', async () => {
    expect(await kills({ 'dmesg.txt': raw(1000, lines) + raw(1000, lines) })).toEqual([2])
    expect(await kills({ 'dmesg-T.txt': ctime(WALL, lines) + ctime(WALL, lines) })).toEqual([2])
    expect(await kills({ 'dmesg.txt': raw(1000, victimless).repeat(2) })).toEqual([2])
  })

  test('with an escaped path in one of them', async () => {
    const unit = killLines({ taskMemcg: '/system.slice/my\\x2dapp.service' })
    expect(await kills({ 'dmesg.txt': raw(1000, unit), 'kmsg.log': kmsg(1000, unit) })).toEqual([2])
  })

  test('by the short name of a machine and by its full one', async () => {
    const files = { a: syslog(WALL, global, 'node-1', 1000), b: syslog(WALL, global, 'node-1.example.com', 1000) }
    expect(await kills(files)).toEqual([2])
  })

  test('printed in local time in one log and in UTC in the other, where all else is the same', async () => {
    expect(await kills({ a: ctime(WALL, lines), b: syslog('2026-01-15T13:30:12Z', lines) })).toEqual([2])
  })

  test('of a group, of which one log holds the end only', async () => {
    const group = killLines({ group: [4243, 4244, 4245] })
    expect(await kills({ a: raw(1000, group), b: raw(1000.012, group.slice(-2)) })).toEqual([3])
    expect(await kills({ a: raw(1000.012, group.slice(-2)), b: raw(1000, group) })).toEqual([3])
  })

  test('which one log does not hold to its end', async () => {
    const cut = lines.slice(0, -1)
    expect(await kills({ a: raw(1000, lines), b: raw(1000, cut) })).toEqual([2])
    expect(await kills({ a: ctime(WALL, lines), b: raw(1000, cut) })).toEqual([2])
  })

  test('that killed nobody, told by its time', async () => {
    expect(await kills({ a: raw(1000, victimless), b: syslog(WALL, victimless, 'node-1', 1000) })).toEqual([2])
    expect(await kills({ a: ctime(WALL, victimless), b: syslog('2026-01-15T08:30:12Z', victimless) })).toEqual([2])
  })
})

describe('two kills that look alike', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['a crash loop in one log', { a: raw(1000, lines) + raw(1300, killLines({ pid: 5000 })) }],
    ['a pid that comes back in one boot', { a: raw(1000, lines) + raw(9000, lines) }],
    ['a pid that comes back in another boot', { a: raw(9000, lines) + raw(1000, lines) }],
    ['a pid that comes back in another file', { a: raw(1000, lines), b: raw(9000, lines) }],
    [
      'a pid that comes back in the container of another life',
      { a: raw(1000, lines), b: raw(1000, killLines({ taskMemcg: containerCgroup(UID, 'd'.repeat(64)) })) },
    ],
    ['other sizes', { a: raw(1000, lines), b: raw(1000, killLines({ anonKiB: 63_999 })) }],
    ['another name', { a: raw(1000, lines), b: raw(1000, killLines({ comm: 'node' })) }],
    ['another task that asked', { a: raw(1000, lines), b: raw(1000, killLines({ trigger: 'cron' })) }],
    ['two nodes by their names', { a: syslog(WALL, global, 'node-1', 1000), b: syslog(WALL, global, 'node-2', 1000) }],
    [
      'two nodes by their full names',
      { a: syslog(WALL, global, 'db.a.example', 1000), b: syslog(WALL, global, 'db.b.example', 1000) },
    ],
    [
      'the same second after each of two boots',
      { a: syslog(WALL, lines, 'n', 100), b: syslog('2026-01-16T08:30:10Z', lines, 'n', 100) },
    ],
    [
      'the same second in containers of two nodes',
      {
        a: syslog(WALL, lines, 'node-1', 1000),
        b: syslog(WALL, killLines({ taskMemcg: containerCgroup(UID, 'd'.repeat(64)) }), 'node-2', 1000),
      },
    ],
    ['days apart on the quarter of an hour', { a: ctime(WALL, lines), b: syslog('2026-01-19T08:30:10Z', lines) }],
    ['seven minutes apart', { a: ctime(WALL, lines), b: syslog('2026-01-15T08:37:10Z', lines) }],
    [
      'an hour apart, with nothing but names',
      {
        a: ctime(WALL, ['Killed process 42 (java) total-vm:1kB']),
        b: syslog('2026-01-15T09:30:10Z', ['Killed process 42 (java) total-vm:1kB']),
      },
    ],
    ['nobody killed, twice', { a: raw(1000, victimless) + raw(1100, victimless) }],
    ['nobody killed, in logs whose times cannot be compared', { a: raw(1000, victimless), b: ctime(WALL, victimless) }],
    ['nobody killed twice in one second', { a: ctime(WALL, [...victimless, ...victimless]) }],
  ])('%s', async (_, files) => {
    expect(await kills(files)).toEqual([1, 1])
  })
})

test('the most complete report of a kill comes first', async () => {
  const [a, b] = await Promise.all([digestsIn(raw(1000.01, lines.slice(-2)), 'a'), digestsIn(raw(1000, lines), 'b')])
  const [[best, other] = []] = sameKills([...a, ...b])
  expect([best?.report.span.path, other?.report.span.path]).toEqual(['b', 'a'])
})

test('thousands of reports that look alike take no time', async () => {
  const text = Array.from({ length: 3000 }, (_, at) => raw(1000 + at * 30, victimless)).join('')
  const digests = await digestsIn(text)
  const started = performance.now()
  expect(sameKills(digests)).toHaveLength(3000)
  expect(performance.now() - started).toBeLessThan(6000)
})
