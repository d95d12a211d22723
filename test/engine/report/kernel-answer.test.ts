import { describe, expect, test } from 'vitest'
import type { KernelNotice } from '../../../src/model/kernel.ts'
import type { Incident } from '../../../src/model/report.ts'
import { event, incident, node, scope, span } from '../../rules/cases.ts'
import { answer, brief, onNode, logs, window } from './answers.ts'

const covered = { isThere: true, covers: () => true }

describe('what the kernel says', () => {
  const notice = (what: KernelNotice['what'], line = 1) =>
    ({ ...event({}), kind: 'kernel.notice', what, evidence: [span(line)] }) as unknown as KernelNotice
  const by = (killer: Incident['killer'], kind: Incident['kind'] = 'userspace') => incident({ killer, kind })

  test('is its kills by their kind, with what led up to them', () => {
    const kills = [incident(), incident(), onNode('w1')]
    expect(brief(4, { incidents: kills })).toEqual([
      'yes',
      'Kills by the kernel: 2 memcg, 1 global. No pressure data tells what led up to them.',
      'cat /proc/pressure/memory /proc/pressure/io > pressure.txt',
    ])
    expect(brief(4, { incidents: kills, hasPressure: true })).toEqual([
      'yes',
      'Kills by the kernel: 2 memcg, 1 global. No thrashing is seen before them in the pressure data of the bundle.',
      null,
    ])
    const before = { incidents: [incident({ thrashing: 't1' }), incident({ thrashing: 't2' })], hasPressure: true }
    const thrashing = [
      window({ signals: [{ signal: 'x', peak: 1, evidence: [span(5), span(6)] }] }),
      window({ id: 't2', scope: '/a', seconds: 5 }),
      window({ id: 't3' }),
    ]
    const found = answer(4, { ...before, thrashing })
    expect(found.detail).toContain(
      'Before them the node was thrashing for 1 min (t1). Before them one cgroup was thrashing for 5 s (t2).',
    )
    expect(found.evidence.map(({ line }) => line)).toEqual([9, 5])
  })

  test('is not what only other programs say of it', () => {
    const seen = incident({ kind: 'unknown', scope: scope({ node: 'w1' }) })
    expect(brief(4, { incidents: [seen] })).toEqual([
      'unknown',
      'There is no kernel log in the bundle. Other programs tell of 1 kill by the kernel.',
      expect.stringContaining('node/w1'),
    ])
    expect(answer(4, { incidents: [seen], logs: logs(covered) }).answer).toBe('yes')
    expect(answer(4, { incidents: [seen, incident()] }).answer).toBe('yes')
    expect(answer(4, { incidents: [seen] }).evidence.map(({ line }) => line)).toEqual([9])
    expect(brief(4)).toEqual(['unknown', 'There is no kernel log in the bundle.', expect.stringMatching(/^journalctl/)])
  })

  test('is nothing, in what its log covers', () => {
    expect(brief(4, { logs: logs(covered) })).toEqual([
      'no',
      'The kernel log in the bundle holds no OOM kill in the time it covers.',
      'cat /proc/pressure/memory /proc/pressure/io > pressure.txt',
    ])
    expect(brief(4, { logs: logs({ isThere: true }), nodes: [node({ name: 'w1' })] })).toEqual([
      'unknown',
      'The kernel log in the bundle holds no OOM kill, but is not of every node (w1).',
      expect.stringContaining('node/w1'),
    ])
  })

  test('may be trouble that is no kill', () => {
    const notices = [notice('hung-task', 3), notice('allocation-failure', 4), notice('hung-task', 5)]
    const { detail, evidence } = answer(4, { logs: logs(covered), notices })
    expect(detail).toContain(' It holds 1 page allocation failure, 2 hung tasks: trouble, and no kill.')
    expect(evidence.map(({ line }) => line)).toEqual([3, 4, 5])
  })

  test('is silent of the kills of others, which are told', () => {
    const others = [by('earlyoom'), by('systemd-oomd'), by('earlyoom'), by('kubelet', 'eviction')]
    const words = " Others than the kernel's OOM killer killed: earlyoom (2 kills), systemd-oomd (1 kill)."
    expect(answer(4, { incidents: others, logs: logs(covered) }).detail).toContain(words)
    expect(answer(4, { incidents: others }).detail).toContain(words)
    expect(answer(4, { incidents: [by('kubelet', 'eviction')] }).detail).not.toContain('Others than')
  })
})
