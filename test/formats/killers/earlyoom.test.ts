import { describe, expect, it } from 'vitest'
import { policyInWords } from '../../../src/model/policy-words.ts'
import { brief, killsIn, wrapped } from './read.ts'

const SENT = 'sending SIGTERM to process 260 uid 0 "ruby": badness 1095, VmRSS 624 MiB'
const LIMITS = 'low memory! at or below SIGTERM limits: mem 20.00%, swap 100.00%'
const by = (...lines: readonly string[]): string =>
  lines.map(line => `Oct 07 08:30:33 web-07 earlyoom[210]: ${line}`).join('\n')

describe('earlyoom', () => {
  it.each(Object.entries(wrapped('earlyoom', SENT)))('in %s', async (_, line) => {
    expect((await killsIn(line)).map(brief)).toEqual(['earlyoom, ruby:260 uid 0 rss 638976, SIGTERM signalled'])
  })

  it.each([
    ['died', [LIMITS, SENT, 'process exited after 0.2 seconds'], 'SIGTERM killed'],
    [
      'escalated',
      [LIMITS, SENT, 'escalating to SIGKILL after 1.7 seconds', 'process exited after 1.9 seconds'],
      'SIGKILL escalated killed',
    ],
    ['did not die', [LIMITS, SENT, 'process 260 did not exit', 'kill failed: Timer expired'], 'SIGTERM survived'],
    [
      'was released',
      [
        LIMITS,
        SENT,
        'kill_release: pid=260: process_mrelease pidfd=4 success',
        'process 260 exited after 0.100 seconds',
      ],
      'SIGTERM killed',
    ],
    [
      'died with its group',
      [LIMITS, SENT, 'killing whole process group 258 (-g flag is active)', 'process -258 exited after 0.2 seconds'],
      'SIGTERM killed',
    ],
    ['may not be killed', [SENT, 'kill failed: Operation not permitted'], 'SIGTERM survived'],
    ['is not told of', [LIMITS, SENT], 'SIGTERM signalled'],
  ])('a process that %s', async (_, lines, expected) => {
    expect((await killsIn(by(...lines))).map(brief)).toEqual([`earlyoom, ruby:260 uid 0 rss 638976, ${expected}`])
  })

  it.each([
    [
      '1.0',
      ['Out of memory! avail: 0 MiB < min: 587 MiB', 'Killing process 260 ruby'],
      'ruby:260 uid null rss null, null',
    ],
    [
      '1.1',
      [
        'Out of memory! mem min: 587 MiB, swap min: 300 MiB',
        'Killing process: ruby, pid: 260, badness: 997, VmRSS: 4 MiB',
      ],
      'ruby:260 uid null rss 4096, null',
    ],
    [
      '1.2',
      [
        'Low memory! At or below sigterm/sigkill limits (mem: 10 %, swap: 5 %)',
        "Killing process 'ruby' with signal 9, pid: 260, badness: 997, VmRSS: 4 MiB",
      ],
      'ruby:260 uid null rss 4096, SIGKILL',
    ],
    [
      '1.3',
      [LIMITS, 'sending SIGTERM to process 260 "ruby": badness 209, VmRSS 4 MiB'],
      'ruby:260 uid null rss 4096, SIGTERM',
    ],
    [
      '1.8',
      [LIMITS, 'sending SIGTERM to process 260 uid 7 "ruby": oom_score 1170, VmRSS 4 MiB, cmdline "ruby: badness 1"'],
      'ruby:260 uid 7 rss 4096, SIGTERM',
    ],
    [
      '1.9',
      [LIMITS, 'sending SIGKILL to process 260 uid 7 "a"b": oom_score 1170, oom_score_adj 5, VmRSS 4 MiB, cmdline "x"'],
      'a"b:260 uid 7 rss 4096, SIGKILL',
    ],
  ])('version %s', async (_, lines, expected) => {
    const text = by(...lines)
    const [kill, ...others] = await killsIn(text)
    expect(others).toEqual([])
    expect(kill && brief(kill)).toBe(`earlyoom, ${expected} signalled`)
    expect(kill?.policy).not.toBeNull()
  })

  it('says which limit fired', async () => {
    const [kill] = await killsIn(by(LIMITS.replace('100.00', '10.00'), SENT))
    expect(kill?.policy && policyInWords(kill.policy)).toBe(
      'available memory was at or below 20 % and available swap was at or below 10 %',
    )
    const [noSwap] = await killsIn(by(LIMITS, SENT))
    expect(noSwap?.policy && policyInWords(noSwap.policy)).toBe('available memory was at or below 20 %')
  })

  it('reads a log of its own, with a date and a colon', async () => {
    const text = [
      `Jun 12 06:39:16: ${LIMITS}`,
      `Jun 12 06:39:16: ${SENT}`,
      'Jun 12 06:39:26: kill failed: Timer expired',
    ].join('\n')
    const kills = await killsIn(text)
    expect(kills.map(kill => [brief(kill), kill.isProven])).toEqual([
      ['earlyoom, ruby:260 uid 0 rss 638976, SIGTERM survived', false],
    ])
  })

  it('reads a kill and the kernel’s report in between', async () => {
    const kernel =
      'Oct 07 08:30:33 web-07 kernel: Out of memory: Killed process 260 (ruby) total-vm:8kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB'
    const text = [by(LIMITS, SENT), kernel, by('process exited after 0.2 seconds')].join('\n')
    expect((await killsIn(text)).map(brief)).toEqual(['earlyoom, ruby:260 uid 0 rss 638976, SIGTERM killed'])
  })

  it.each([
    [
      'its start',
      by(
        'earlyoom v1.7',
        'mem total:  972 MiB, swap total:    0 MiB',
        'sending SIGTERM when mem <= 20.00% and swap <= 100.00%,',
        '        SIGKILL when mem <= 12.00% and swap <= 100.00%',
      ),
    ],
    [
      'what it prints from time to time',
      by('mem avail:   820 of   972 MiB (84.43%), swap free:    0 of    0 MiB ( 0.00%)'),
    ],
    ['a dry run', by(LIMITS, SENT, 'dryrun, not actually sending any signal')],
    ['limits without a victim', by(LIMITS, 'memory situation has recovered while selecting victim')],
    ['quoted by another program', `Oct 07 08:30:33 web-07 myapp[7]: ${SENT}`],
    ['another program that kills', 'Killing process 8230 sudo'],
    ['text about it', 'earlyoom will be sending SIGTERM to process 260 soon'],
  ])('is no kill: %s', async (_, text) => {
    expect(await killsIn(text)).toEqual([])
  })
})
