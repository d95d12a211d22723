import { describe, expect, test } from 'vitest'
import { selectionOf } from '../../../src/engine/explain/selection.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import { chosen, counter, kill, memcg, memInfo, report, row, table } from './reports.ts'

const MIB = 2 ** 20

const rows = [
  row(83, 'agent', 477, { oomScoreAdj: -1000 }),
  row(188, 'crawler', 2550, { oomScoreAdj: 1000 }),
  row(189, 'web-server', 3316, { oomScoreAdj: 700 }),
  row(193, 'postgres', 39_154, { oomScoreAdj: -997 }),
]
const onNode = (parts: Partial<OomReport> = {}): OomReport =>
  report({ memInfo: memInfo(), tasks: table(rows), chosen: chosen(188, 'crawler'), ...parts })
const why = (subject: OomReport, kind: 'global' | 'memcg' = 'global'): string =>
  selectionOf(subject, kind, 4096)?.why ?? ''

describe('a choice by points', () => {
  test('names what decided, who held more and was spared, and who was next', () => {
    expect(why(onNode())).toBe(
      'crawler (pid 188) had the most points of 3 candidates: it held 10 MiB, and oom_score_adj 1000 adds 223 MiB. ' +
        'postgres (pid 193) held more, 153 MiB, but was spared: oom_score_adj -997 takes off 222 MiB. ' +
        'Next in line was web-server (pid 189).',
    )
  })

  test('the largest holder may be exempt', () => {
    const tasks = table([row(83, 'agent', 50_000, { oomScoreAdj: -1000 }), ...rows.slice(1)])
    expect(why(onNode({ tasks }))).toContain('agent (pid 83) held more, 195 MiB, but is exempt (oom_score_adj -1000).')
  })

  test('who held the most has nobody beside it that was spared', () => {
    const tasks = table([row(7, 'java', 9000), row(8, 'sh', 90)])
    const subject = report({ memcg: memcg({ memory: counter(64 * MIB, 64 * MIB) }), tasks, chosen: chosen(7, 'java') })
    expect(why(subject, 'memcg')).toBe(
      'java (pid 7) had the most points of 2 candidates: it held 35.2 MiB. Next in line was sh (pid 8).',
    )
  })

  test('where nobody was chosen it says who would have been', () => {
    expect(why(onNode({ chosen: null }))).toMatch(/^By points it would have been crawler \(pid 188\): it held 10 MiB/)
  })
})

describe('a choice that is not by points, or differs', () => {
  test('kill whoever asks', () => {
    const subject = onNode({
      killPrefix: 'allocating-task',
      trigger: { comm: 'web-server', pid: 189, oomScoreAdj: 700 },
      chosen: chosen(189, 'web-server'),
    })
    expect(why(subject)).toMatch(/vm\.oom_kill_allocating_task\) and compared nothing: web-server \(pid 189\) asked; /)
    expect(why(subject)).toContain('postgres (pid 193) held 153 MiB.')
  })

  test('a child in place of its parent', () => {
    const kills = [kill(200, { comm: 'worker' })]
    const place = 'chose crawler (pid 188) and killed worker (pid 200) in its place'
    expect(why(onNode({ kills, kernelRelease: '4.19.0' }))).toContain(`${place}: kernels before 5.1 kill a child`)
    expect(why(onNode({ kills }))).toContain(`${place}: the report does not show why`)
  })

  test('a whole group', () => {
    expect(why(onNode({ oomGroup: '/x' }))).toContain('memory.oom.group is set')
    expect(why(onNode())).not.toContain('memory.oom.group')
  })

  test('far apart: both are named, and that the report does not show why', () => {
    const text = why(onNode({ chosen: chosen(193, 'postgres') }))
    expect(text).toContain('By points it would have been crawler (pid 188)')
    expect(text).toContain('The kernel took postgres (pid 193)')
    expect(text).toContain('does not show why')
  })

  test('close: the table is printed after the choice', () => {
    const tasks = table([row(7, 'a', 9000), row(8, 'b', 8990)])
    expect(why(onNode({ tasks, chosen: chosen(8, 'b') }))).toContain('The two are close')
  })
})

describe('a choice that cannot be redone says which number is missing', () => {
  test.each([
    ['the head of the task table', onNode({ tasks: table(rows, false) })],
    ['is not in the task table', onNode({ chosen: chosen(4711) })],
    ['no oom_score_adj column', onNode({ tasks: table(rows.map(each => ({ ...each, oomScoreAdj: null }))) })],
    ['was scaled by', onNode({ memInfo: null })],
    ['every task of the table is exempt', onNode({ tasks: table([row(83, 'agent', 477, { oomScoreAdj: -1000 })]) })],
    [
      'swap was in use',
      onNode({
        memInfo: memInfo({ totalSwapKiB: 4096, freeSwapKiB: 1024 }),
        tasks: table(rows.map(each => ({ ...each, swapentsPages: null }))),
      }),
    ],
  ])('%s', (words, subject) => {
    const found = selectionOf({ ...subject, chosen: words.startsWith('every') ? null : subject.chosen }, 'global', 4096)
    expect(found?.predictedPid).toBeNull()
    expect(found?.why).toMatch(/^The choice cannot be redone: /)
    expect(found?.why).toContain(words)
  })

  test('a table without a swap column tells where no swap was in use', () => {
    const free = memInfo({ totalSwapKiB: 4096, freeSwapKiB: 4096 })
    const tasks = table(rows.map(each => ({ ...each, swapentsPages: null })))
    expect(selectionOf(onNode({ memInfo: free, tasks }), 'global', 4096)?.predictedPid).toBe(188)
  })
})
