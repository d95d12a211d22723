import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { qosReading, withQos } from '../../../src/engine/explain/qos.ts'
import { caseOf, incident, node as nodeFact, selection, task, victim } from '../../rules/cases.ts'

const GIB = 2 ** 30

describe('oom_score_adj read back', () => {
  test.each([
    [1000, 'crawler', 'BestEffort', null],
    [-997, 'postgres', 'Guaranteed or node-critical', null],
    [-998, 'pause', 'pause', null],
    [-998, 'postgres', 'Guaranteed or node-critical', null],
    [999, 'web', 'Burstable', null],
    [2, 'web', 'Burstable', null],
    [968, 'web', 'Burstable', Math.round(0.032 * 16 * GIB)],
    [0, 'sshd', null, null],
    [-999, 'kubelet', null, null],
    [null, 'old', null, null],
  ] as const)('%s of %s', (adj, comm, qos, requestBytes) => {
    expect(qosReading(adj, comm, 16 * GIB)).toEqual({ qos, requestBytes })
  })

  test("is within a thousandth of RAM of the request, by the kubelet's own formula", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2 ** 28, max: 2 ** 42 }),
        fc.double({ min: 0.004, max: 0.99, noNaN: true }),
        (ram, share) => {
          const request = Math.floor(ram * share)
          const adj = 1000 - Number((1000n * BigInt(request)) / BigInt(ram))
          fc.pre(adj > 3 && adj < 999)
          const read = qosReading(adj, 'x', ram).requestBytes ?? Number.NaN
          expect(Math.abs(read - request)).toBeLessThanOrEqual(ram / 1000 + 1)
        },
      ),
    )
  })
})

describe('an incident', () => {
  const own = (adj: number, cgroup: string | null) =>
    incident({
      victims: [victim({ pid: 5, oomScoreAdj: adj, cgroup })],
      selection: selection([task(5, 'web', 100, adj), task(6, 'sshd', 10)]),
    })
  const node = {
    name: null,
    kernel: null,
    cgroupVersion: null,
    ramBytes: 16 * GIB,
    pageBytes: 4096,
    bootIds: [],
    clockAheadSeconds: null,
    clockPlusMinusSeconds: null,
    kernelLog: [],
  } as const

  test('of Kubernetes is read, and says what QoS made of the victim', () => {
    const given = own(968, '/kubepods/burstable/podx/y')
    const read = withQos(given, caseOf({ incident: given }), node)
    expect(read.selection?.why).toContain('requests about 524 MiB (to within 16.4 MiB')
    expect(read.selection?.ranking.map(({ qos }) => qos)).toEqual(['Burstable', null])
  })

  test('of a process outside the pods of such a node is left unread: systemd gives 200 to sessions', () => {
    const given = own(200, '/user.slice/user-1000.slice')
    const read = withQos(given, caseOf({ incident: given, nodes: [nodeFact()] }), node)
    expect(read.selection?.ranking[0]?.qos).toBeNull()
    expect(read.selection?.why).toBe(given.selection?.why)
  })

  test('of another machine is left as it is: 968 may be anybody’s own choice there', () => {
    const given = own(968, '/user.slice')
    expect(withQos(given, caseOf({ incident: given }), node)).toBe(given)
  })
})
