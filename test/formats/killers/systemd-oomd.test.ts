import { describe, expect, it } from 'vitest'
import { policyInWords } from '../../../src/model/policy-words.ts'
import { brief, killsIn, unitsIn, wrapped } from './read.ts'

const KILL =
  'Killed /batch.slice/index.service due to memory pressure for /batch.slice being 24.15% > 20.00% for > 10s with reclaim activity'
const SWAP =
  'Killed /system.slice/cache.service due to memory used (744321024) / total (754978816) and swap used (499122176) / total (536866816) being more than 90.00%'
const by = (line: string, program = 'systemd-oomd'): string => `Oct 07 08:31:01 web-07 ${program}[232]: ${line}`

describe('systemd-oomd', () => {
  it.each(Object.entries(wrapped('systemd-oomd', KILL)))('in %s', async (_, line) => {
    const kills = await killsIn(line)
    expect(kills.map(brief)).toEqual(['systemd-oomd, /batch.slice/index.service, SIGKILL killed'])
    expect(kills[0]?.isProven).toBe(true)
    expect(kills[0]?.policy).toEqual({
      kind: 'pressure',
      cgroup: '/batch.slice',
      percent: 24.15,
      limitPercent: 20,
      forSeconds: 10,
    })
  })

  it.each([
    [SWAP, 'used memory was 710 MiB of 720 MiB, above 90 % and used swap was 476 MiB of 512 MiB, above 90 %', 'killed'],
    [
      'Killed /a.service due to swap used (499122176) / total (536866816) being more than 90.00%',
      'used swap was 476 MiB of 512 MiB, above 90 %',
      'killed',
    ],
    [
      'Marked /a.service for killing due to memory pressure for /a.slice being 61.00% > 60.00% for > 1min 30s with reclaim activity',
      'memory pressure of /a.slice was 61 %, above its limit of 60 % for more than 1 min 30 s',
      'signalled',
    ],
    [
      'Memory pressure for /user.slice is greater than 60 for more than 30 seconds and there was reclaim activity',
      'memory pressure of /user.slice was above its limit of 60 % for more than 30 s',
      'unknown',
    ],
  ])('%s', async (line, words, outcome) => {
    const [kill, ...others] = await killsIn(by(line))
    expect(others).toEqual([])
    expect(kill?.outcome).toBe(outcome)
    expect(kill?.policy && policyInWords(kill.policy)).toBe(words)
  })

  it('takes what the victim used from the list of candidates, which are no victims', async () => {
    const lines = [
      'Considered 2 cgroups for killing, top candidates were:',
      '        Path: /batch.slice/index.service',
      '                Memory Pressure Limit: 0.00%',
      '                Pressure: Avg10: 20.55 Avg60: 8.44 Avg300: 2.10 Total: 7s',
      '                Current Memory Usage: 157.9M',
      '        Path: /batch.slice/mailq.service',
      '                Current Memory Usage: 1.6M',
    ]
    expect(await killsIn(lines.map(line => by(line)).join('\n'))).toEqual([])
    const kills = await killsIn([...lines, KILL].map(line => by(line)).join('\n'))
    expect(kills.map(kill => [kill.cgroup, kill.usageBytes])).toEqual([['/batch.slice/index.service', 165_570_150]])
    expect(kills[0]?.evidence.map(span => span.line)).toEqual([8, 5])
  })

  it('reads a line that was cut, where the program is named', async () => {
    expect((await killsIn(by('Killed /user.slice/tmux'))).map(brief)).toEqual([
      'systemd-oomd, /user.slice/tmux, SIGKILL killed',
    ])
    expect(await killsIn('Killed /user.slice/tmux')).toEqual([])
  })

  it('reads a bare line with its reason, which proves less', async () => {
    const [kill] = await killsIn(KILL)
    expect(kill && [brief(kill), kill.isProven]).toEqual([
      'systemd-oomd, /batch.slice/index.service, SIGKILL killed',
      false,
    ])
  })

  it.each([
    ['quoted by another program', by(KILL, 'myapp')],
    ['quoted in a container', `2026-10-07T08:31:01.648618123Z stdout F ${KILL}`],
    ['written by the kernel', `kern  :info  : [   61.574139] ${KILL}`],
    ['a dry run', by('oomd dry-run: Would have tried to kill /batch.slice/index.service and all its descendants')],
    [
      'a dry run that says so before',
      [by('oomd dry-run: Would have tried to kill /batch.slice/index.service with recurse=true'), by(KILL)].join('\n'),
    ],
    [
      'one that failed',
      [
        by('Memory pressure for /a is greater than 60 for more than 30 seconds and there was reclaim activity'),
        by('Failed to kill any cgroup(s) under /a based on pressure'),
      ].join('\n'),
    ],
    ['its start', by('Userspace Out-Of-Memory (OOM) Killer', 'systemd')],
    ['something else that is killed', by('Killed process 12 (x)')],
  ])('is no kill: %s', async (_, text) => {
    expect(await killsIn(text)).toEqual([])
  })
})

describe('systemd about a unit', () => {
  it.each([
    ['index.service: systemd-oomd killed 12 process(es) in this unit.', ['index.service', 'oomd-kill', 12]],
    ['a.service: A process of this unit has been killed by the OOM killer.', ['a.service', 'kernel-kill', null]],
    ['a.scope: The kernel OOM killer killed some processes in this unit.', ['a.scope', 'kernel-kill', null]],
    [
      "dbus-:1.2-org.example@0.service: Failed with result 'oom-kill'.",
      ['dbus-:1.2-org.example@0.service', 'result', null],
    ],
  ] as const)('%s', async (line, expected) => {
    for (const text of [
      `Oct 07 08:31:01 web-07 systemd[1]: ${line}`,
      `Oct 07 08:31:01 web-07 systemd[209]: ${line}`,
      line,
    ]) {
      expect((await unitsIn(text)).map(({ unit, says, processes }) => [unit, says, processes])).toEqual([expected])
    }
    expect(await unitsIn(`Wed 2026-10-07 08:31:01 UTC web-07 init.scope[1]: ${line}`)).toHaveLength(1)
    expect(await unitsIn(`Oct 07 08:31:01 web-07 myapp[7]: ${line}`)).toEqual([])
  })

  it.each([
    "alpha.service: Failed with result 'signal'.",
    'alpha.service: Main process exited, code=killed, status=9/KILL',
    'beta.service: Sent signal SIGKILL to main process 284 (beta) on client request.',
    "delta.service: State 'stop-sigterm' timed out. Killing.",
    'delta.service: Killing process 287 (delta) with signal SIGKILL.',
    "gamma.service: Failed with result 'exit-code'.",
  ])('proves nothing: %s', async line => {
    expect(await unitsIn(`Oct 07 08:31:01 web-07 systemd[1]: ${line}`)).toEqual([])
  })
})
