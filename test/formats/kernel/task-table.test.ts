import { describe, expect, it } from 'vitest'
import { reportIn } from './read.ts'

const OOM = 'a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'
const HEADING = 'Tasks state (memory values in pages):'
const HEADER = '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name'
const table = (...lines: readonly string[]) => reportIn([OOM, HEADING, ...lines].join('\n')).tasks
const ROWS = [
  '[    157]     0   157     1155     1007    45056        0           900 nginx-worker',
  '[    158] 1000620000   158      899      743    45056       12         -1000 1234',
  '[    161]    33   160      643      479    40960        0             0 (sd-pam) [x] y',
]

describe('a table of tasks', () => {
  it('is read by its header', () => {
    expect(table(HEADER, ...ROWS)).toMatchObject({
      hasHeader: true,
      rows: [
        { pid: 157, uid: 0, totalVmPages: 1155, rssPages: 1007, pgtablesBytes: 45056, oomScoreAdj: 900, nrPtes: null },
        { pid: 158, uid: 1000620000, swapentsPages: 12, oomScoreAdj: -1000, comm: '1234' },
        { pid: 161, tgid: 160, comm: '(sd-pam) [x] y' },
      ],
    })
  })

  it('without a header is read by the number of its columns', () => {
    expect(table(...ROWS)).toMatchObject({
      hasHeader: false,
      rows: [
        { pgtablesBytes: 45056, comm: 'nginx-worker' },
        { uid: 1000620000, comm: '1234' },
        { comm: '(sd-pam) [x] y' },
      ],
    })
    const wide =
      '[    241]     0   241    42627    42240    42240        0        0   376832        0           900 leaky'
    expect(table(wide)?.rows).toMatchObject([{ rssAnonPages: 42240, pgtablesBytes: 376832, comm: 'leaky' }])
    const old = '[  241]     0   241    42627    42240      84       3        0           900 leaky'
    expect(table(old)?.rows).toMatchObject([{ nrPtes: 84, nrPmds: 3, swapentsPages: 0, oomScoreAdj: 900 }])
  })

  it('does not take the counts of an old kernel for bytes', () => {
    const rows = ['[  512]     0   512     4232      211      13      300             0 agetty']
    expect(table(...rows)?.rows).toMatchObject([
      { pgtablesBytes: null, nrPtes: null, swapentsPages: null, oomScoreAdj: 0, rssPages: 211, comm: 'agetty' },
    ])
    const header = '[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name'
    expect(table(header, ...rows)?.rows).toMatchObject([{ nrPtes: 13, swapentsPages: 300, pgtablesBytes: null }])
  })

  it('of 2.6.32 has no oom_score_adj', () => {
    const header = '[ pid ]   uid  tgid total_vm      rss cpu oom_adj name'
    const row = '[  512]    33   512     4232      211   1     -17 httpd'
    expect(table(header, row)?.rows).toMatchObject([{ uid: 33, rssPages: 211, oomScoreAdj: null, comm: 'httpd' }])
  })

  it('keeps the blanks that a name begins with', () => {
    const row = '[    157]     0   157     1155     1007    45056        0           900   a'
    expect(table(HEADER, row)?.rows).toMatchObject([{ comm: '  a' }])
  })

  it('does not hold the cpuset line of a task that is named like a row', () => {
    const named = OOM.replace('a invoked', '[ 1] 0 1 2 3 invoked')
    const report = reportIn([named, '[ 1] 0 1 2 3 cpuset=/ mems_allowed=0', HEADING, HEADER, ...ROWS].join('\n'))
    expect(report).toMatchObject({ cpuset: '/', memsAllowed: '0', tasks: { rows: [{ pid: 157 }, {}, {}] } })
  })

  it('keeps the cpuset line of a task with a line separator of Unicode in its name', () => {
    const named = OOM.replace('a invoked', '\u2028 a invoked')
    expect(reportIn([named, '\u2028 a cpuset=/ mems_allowed=0'].join('\n'))).toMatchObject({
      cpuset: '/',
      memsAllowed: '0',
    })
  })

  it('with a header that was cut is read without it', () => {
    expect(table(HEADER.slice(0, 50), ...ROWS)).toMatchObject({
      hasHeader: false,
      rows: [{ pgtablesBytes: 45056 }, {}, {}],
    })
  })

  it('leaves out a row that was cut', () => {
    const row = ROWS[0] ?? ''
    const name = row.indexOf('nginx')
    for (let end = 1; end < name; end += 1)
      expect(table(HEADER, ROWS[2] ?? '', row.slice(0, end))?.rows ?? []).toHaveLength(1)
    expect(table(HEADER, row.slice(0, name))?.rows).toMatchObject([{ oomScoreAdj: 900, comm: '' }])
  })

  it('gives names as the processes bear them', () => {
    const names = ['\\xd0\\xb6\\xc3\\xa9', 'a\\x09b', 'tmux: server', '\\xff', '[pid] uid']
    const rows = names.map((name, at) => `[    ${at + 10}]     0   10     1     1    4096        0           0 ${name}`)
    expect(table(HEADER, ...rows)?.rows.map(row => row.comm)).toEqual([
      'жé',
      'a\tb',
      'tmux: server',
      '\ufffd',
      '[pid] uid',
    ])
  })
})
