import { describe, expect, it } from 'vitest'
import { policyInWords } from '../../../src/model/policy-words.ts'
import { brief, killsIn } from './read.ts'

const told = async (lines: readonly string[]): Promise<readonly string[]> =>
  (await killsIn(lines.join('\n'))).map(
    kill => `${brief(kill)}, ${kill.isProven ? 'proven' : 'bare'}: ${kill.policy && policyInWords(kill.policy)}`,
  )

const RECORD = [
  "lowmemorykiller: Killing 'com.example.app' (20003), adj 1000,",
  "   to free 53160kB on behalf of 'kswapd0' (56) because",
  '   cache 24088kB is below limit 24576kB for oom_score_adj 1000',
  '   Free memory is 1024kB above reserved',
]

describe('the lowmemorykiller driver', () => {
  const whole = 'lowmemorykiller, com.example.app:20003 uid null rss 53160, SIGKILL killed'
  const cache = 'the page cache had shrunk to 23.5 MiB, below 24 MiB'

  it.each([
    ['dmesg -r', RECORD.map(line => `<6>[24449.456280] ${line}`), `${whole}, proven: ${cache}`],
    [
      'dmesg that indents',
      [`[24449.456280] ${RECORD[0]}`, ...RECORD.slice(1).map(line => `                ${line}`)],
      `${whole}, bare: ${cache}`,
    ],
    [
      'syslog',
      RECORD.map(line => `Aug 28 01:32:46 phone kernel: [24449.456280] ${line}`),
      `${whole}, proven: ${cache}`,
    ],
    ['one line', [`[24449.456280] [0:kswapd0] ${RECORD.join('').replaceAll('   ', ' ')}`], `${whole}, bare: ${cache}`],
  ])('in %s', async (_, lines, expected) => {
    expect(await told(lines)).toEqual([expected])
  })

  it('reads a record whose rest is filtered out, and the form of old kernels', async () => {
    expect(await told([`<6>[1.456280] ${RECORD[0]}`, '<6>[2.456280] PM: suspend entry'])).toEqual([
      'lowmemorykiller, com.example.app:20003 uid null rss null, SIGKILL killed, proven: null',
    ])
    expect(await told(['<6>[1.456280] send sigkill to 20003 (com.example.app), adj 15, size 6120'])).toEqual([
      'lowmemorykiller, com.example.app:20003 uid null rss null, SIGKILL killed, proven: null',
    ])
  })

  it.each([
    ['[   10.456280] [name:lowmemorykiller&]', 'bare'],
    ['08-28 01:45:26.035     0     0 I lowmemorykiller:', 'proven'],
  ])('reads the wrappings of vendors: %s', async (before, proof) => {
    expect(await told([`${before} ${RECORD[0]?.replace('lowmemorykiller: ', '')}`])).toEqual([
      `lowmemorykiller, com.example.app:20003 uid null rss null, SIGKILL killed, ${proof}: null`,
    ])
  })

  it('is no line of a program', async () => {
    expect(await told([`Aug 28 01:32:46 phone myapp[7]: ${RECORD[0]}`])).toEqual([])
  })
})

describe('lmkd', () => {
  const LINE =
    "Kill 'com.example.app' (20003), uid 10045, oom_score_adj 905 to free 140528kB rss, 37404kB swap; reason: device is not responding"

  it.each([
    ['threadtime', `10-24 14:24:26.342   710   710 I lowmemorykiller: ${LINE}`],
    ['threadtime with a padded tag', `10-24 14:24:26.342   710   710 I lmkd    : ${LINE}`],
    ['brief', `I/lowmemorykiller(  710): ${LINE}`],
    ['syslog', `Oct 24 14:24:26 phone lmkd[710]: ${LINE}`],
  ])('in %s', async (_, line) => {
    expect(await told([line])).toEqual([
      'lmkd, com.example.app:20003 uid 10045 rss 140528, SIGKILL killed, proven: device is not responding',
    ])
  })

  it.each([
    `10-24 14:24:26.342   710   710 I lmkd    : ${LINE.replace('Kill', 'Reclaim')}`,
    `10-24 14:24:26.342  1310  3312 I MyApp   : ${LINE}`,
  ])('is no kill: %s', async line => {
    expect(await told([line])).toEqual([])
  })
})

describe('nohang', () => {
  const LINES = [
    'Memory status that requires corrective actions:',
    '  MemAvailable [383 MiB, 5.0 %] <= soft_threshold_min_mem [384 MiB, 5.0 %]',
    '  SwapFree [104 MiB, 5.1 %] <= soft_threshold_min_swap [205 MiB, 10.0 %]',
    'Process with highest badness (found in 6ms):',
    '  PID: 2460, Name: mysqld, badness: 849',
    'Implementing a corrective action:',
    '  Sending SIGTERM to the victim',
    'OK; total response time: 33ms',
  ]
  const expected = 'nohang, mysqld:2460 uid null rss null, SIGTERM'
  const words = 'available memory was 383 MiB, at or below 384 MiB and available swap was 104 MiB, at or below 205 MiB'

  it('tells whom it killed by which thresholds', async () => {
    const journal = (line: string): string => `Nov 17 19:15:25 pc nohang[3824]: ${line}`
    expect(await told([...LINES, 'The victim died in 0.083s'].map(journal))).toEqual([
      `${expected} killed, proven: ${words}`,
    ])
    expect(await told([...LINES, "The victim doesn't respond on corrective action in 0.03s"].map(journal))).toEqual([
      `${expected} survived, proven: ${words}`,
    ])
  })

  it('reads a log of its own, where a record goes on below its date', async () => {
    const own = LINES.map(line => (line.startsWith(' ') ? line : `2023-08-10 16:53:26,460: ${line}`))
    expect(await told(own)).toEqual([`${expected} signalled, bare: ${words}`])
  })

  it('reads a threshold of pressure and what it says of the victim', async () => {
    const lines = [
      'Memory status that requires corrective actions:',
      '  MemAvailable [383 MiB, 5.0 %] <= hard_threshold_min_mem [384 MiB, 5.0 %]',
      '  PSI avg value (17.2) >= hard_threshold_max_psi (5.0)',
      '  PSI avg value exceeded psi_excess_duration (value=30.0s) for 31.2s',
      'Victim status (found in 1ms):',
      '  PID:       2460, name: mysqld, state: S (sleeping), EUID: 27, SID: 1 (systemd), lifetime: 1 d',
      '  badness:   849, oom_score:  849, oom_score_adj:  0',
      '  Vm, MiB:   Size: 2000, RSS: 624, Swap: 5',
      '  cgroup_v2: /system.slice/mysql.service',
      'Implementing a corrective action:',
      '  Sending SIGKILL to the victim',
      'The victim died in 0.083s',
    ]
    expect(await told(lines.map(line => `Nov 17 19:15:25 pc nohang[3824]: ${line}`))).toEqual([
      'nohang, /system.slice/mysql.service, mysqld:2460 uid 27 rss 638976, SIGKILL killed, proven: memory pressure was 17.2 %, above its limit of 5 % for more than 30 s',
    ])
  })

  it.each([
    ['a signal to nobody', ['  Sending SIGTERM to the victim']],
    ['thresholds that are met no more', [...LINES.slice(0, 5), 'Thresholds is not exceeded now']],
    ['its statistics', ['Total stat (what happened in the last 26 sec):', '  [ OK ] Sending SIGTERM to tail: 1']],
  ])('is no kill: %s', async (_, lines) => {
    const text = lines.length === 1 ? lines : lines.map(line => `Nov 17 19:15:25 pc nohang[3824]: ${line}`)
    expect(await told(text)).toEqual([])
  })
})

describe('oomd of Meta', () => {
  const KILL =
    'oomd kill: 37.29 12.02 3.50 workload.slice/batch.service 1048576000 ruleset:[protect workload] detectorgroup:[pressure] killer:kill_by_memory_size_or_growth v2'
  const words =
    'ruleset "protect workload" (pressure) called kill_by_memory_size_or_growth; tasks stalled 37.29 % of the last 10 s'

  it.each([
    ['dmesg', `[  610.000001] ${KILL}`],
    ['dmesg -x', `user  :warn  : [  610.000001] ${KILL}`],
    ['kmsg', `12,338,610000001,-;${KILL}`],
  ])('in %s', async (_, line) => {
    expect(await told([line])).toEqual([`oomd, /workload.slice/batch.service, SIGKILL killed, bare: ${words}`])
  })

  it('names the processes in its own log', async () => {
    const lines = [
      '[../src/oomd/plugins/BaseKillPlugin.cpp:96] Trying to kill /sys/fs/cgroup/workload.slice/batch.service',
      '[x.cpp:1] Killed 2: 310(java) 311(tmux: server)',
      KILL,
    ]
    expect(await told(lines.map(line => `Mar 06 17:53:21 box oomd[69]: ${line}`))).toEqual([
      `oomd, /workload.slice/batch.service, java:310 uid null rss null, tmux: server:311 uid null rss null, SIGKILL killed, proven: ${words}`,
    ])
  })

  it.each([
    ['a dry run', [KILL.replace('killer:', 'killer:(dry)')]],
    ['a dry run that says so', ['OOMD: In dry-run mode; would have tried to kill /sys/fs/cgroup/a', KILL]],
    [
      'nothing that could be killed',
      ['Trying to kill /sys/fs/cgroup/a', 'Killed 0: 1377(ssh-agent)[E1] 1401(zsh)[E1]'],
    ],
    ['an attempt', ['Trying to kill /sys/fs/cgroup/a']],
  ])('is no kill: %s', async (_, lines) => {
    expect(await told(lines.map(line => `Mar 06 17:53:21 box oomd[69]: ${line}`))).toEqual([])
  })

  it('is none of the kernel', async () => {
    expect(await told([`kern  :warn  : [  610.000001] ${KILL}`])).toEqual([])
  })
})

describe('the OOM controller of Talos', () => {
  const CGROUP = '/kubepods/besteffort/pod3f1c7a52-8d0e-4c11-9b57-6a2f0e9d4b18'
  const fields = `{"component": "controller-runtime", "controller": "runtime.OOMController", "cgroup": "/sys/fs/cgroup${CGROUP}"}`
  const processes = '{"component": "controller-runtime", "controller": "runtime.OOMController", "processes": [310,311]}'
  const expected = `talos, ${CGROUP}, null:310 uid null rss null, null:311 uid null rss null, SIGKILL killed, proven`

  it.each([
    [
      'talosctl dmesg',
      [
        'user: warning: [2026-01-12T20:27:31.913Z]: [talos] OOM controller triggered {"component": "controller-runtime", "controller": "runtime.OOMController"}',
        `user: warning: [2026-01-12T20:27:31.914Z]: [talos] Sending SIGKILL to cgroup ${fields}`,
        `user: warning: [2026-01-12T20:27:31.915Z]: [talos] victim processes: ${processes}`,
      ],
    ],
    [
      'zap on a console',
      [
        `2026-01-12T20:27:31.914Z\tWARN\tSending SIGKILL to cgroup\t${fields}`,
        `2026-01-12T20:27:31.915Z\tINFO\tvictim processes:\t${processes}`,
      ],
    ],
    [
      'zap in JSON',
      [
        `{"level":"warn","ts":1768249651.9,"msg":"Sending SIGKILL to cgroup","controller":"runtime.OOMController","cgroup":"/sys/fs/cgroup${CGROUP}"}`,
        '{"level":"info","ts":1768249651.9,"msg":"victim processes:","controller":"runtime.OOMController","processes":[310,311]}',
      ],
    ],
  ])('in %s', async (_, lines) => {
    const [first] = await told(lines)
    expect(first?.split(': its trigger')[0]).toBe(expected)
  })

  it('is none without a cgroup', async () => {
    expect(await told(['[talos] OOM controller triggered', '[talos] Sending SIGKILL to cgroup'])).toEqual([])
  })
})
