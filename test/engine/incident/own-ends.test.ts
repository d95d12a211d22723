import { describe, expect, test } from 'vitest'
import type { Act } from '../../../src/engine/incident/act.ts'
import { endingAct } from '../../../src/engine/incident/ending-act.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { NO_SUBJECT, type StopOrder } from '../../../src/model/node-log.ts'
import { container, containerState, pod, victim } from '../../rules/cases.ts'
import { exit, ID, inContainer, msAt, OTHER_ID, podsOf, seen, stampAt, stop } from './facts.ts'
import { at, brief, CART, join, kill, own } from './exits.ts'

const nobody = { cgroup: null, pod: null, container: null } as const

describe('an end by SIGKILL', () => {
  test.each([
    ['by the code', exit(), ['sigkill container-id']],
    ['not by another code', exit({ exitCode: 143 }), []],
    ['not without a container', exit({ subject: NO_SUBJECT }), []],
    ['not of a sandbox', exit({ role: 'sandbox' }), []],
    ['not of what may be a sandbox', exit({ role: 'unknown' }), []],
    ['that the runtime calls one for memory', exit({ oomKilled: true }), ['unknown container-id']],
    ['that the runtime calls none for memory', exit({ oomKilled: false }), ['sigkill container-id']],
    [
      'for memory by another code: the first process lived on',
      exit({ oomKilled: true, exitCode: 1 }),
      ['unknown container-id'],
    ],
  ])('%s', (_, line, expected) => {
    expect(brief({ exits: [line] })).toEqual(expected)
  })

  test('is told by one of its lines', () => {
    expect(brief({ exits: [exit({ exitCode: 1 }), exit()] })).toEqual(['sigkill container-id container-id'])
    expect(brief({ exits: [exit(), exit({ oomKilled: true })] })).toEqual(['unknown container-id container-id'])
    expect(brief({ exits: [exit(), exit({ role: 'sandbox' })] })).toEqual([])
  })

  test.each([
    ['its object', podsOf(pod({ containers: [container({ containerId: ID })] })), true],
    ['the object of another', podsOf(pod({ containers: [container({ containerId: OTHER_ID })] })), false],
    ['its name', indexPods([], [{ ...NO_SUBJECT, ...inContainer(ID, 'app'), sandboxId: OTHER_ID }]), true],
    ['no name of it', indexPods([], [{ ...NO_SUBJECT, ...inContainer(ID), sandboxId: OTHER_ID }]), false],
    ['that it is a sandbox', indexPods([], [{ ...NO_SUBJECT, ...inContainer(ID, 'app'), sandboxId: ID }]), false],
  ])('that a program does not call a container is one by %s: %s', (_, index, expected) => {
    expect(brief({ exits: [exit({ role: 'unknown' })], index })).toEqual(expected ? [own] : [])
  })

  test('of a sandbox that a program calls a container is none', () => {
    const index = indexPods([], [{ ...NO_SUBJECT, ...inContainer(ID, 'app'), sandboxId: ID }])
    expect(brief({ exits: [exit({ role: 'container' })], index })).toEqual([])
  })

  test('has pod, container and node of the object', () => {
    const index = podsOf(pod({ uid: 'u1', node: 'w1', containers: [container({ containerId: ID })] }))
    expect(join({ exits: [exit()], index })).toMatchObject([
      {
        killer: 'unknown',
        node: 'w1',
        pods: [{ uid: 'u1' }],
        victims: [{ pid: null, pod: CART, container: { name: 'app', id: ID }, outcome: 'signalled' }],
      },
    ])
    expect(join({ exits: [exit({ node: 'w2' })], index })[0]?.node).toBe('w2')
    expect(join({ exits: [exit({ oomKilled: true })] })).toMatchObject([
      { node: null, pods: [], victims: [{ pod: null, container: { name: null, id: ID }, outcome: 'killed' }] },
    ])
  })
})

describe('an end that may be that of a kill without a cgroup is none of its own', () => {
  test.each([
    ['at that time', [kill(0, nobody)], at(0), ['memcg']],
    ['a minute later', [kill(0, nobody)], at(62), ['memcg']],
    ['later', [kill(0, nobody)], at(63), ['memcg', own]],
    ['where no time of the kill is known', [kill(null, nobody)], at(0), ['memcg']],
    ['where no time of the end is known', [kill(0, nobody)], exit(), ['memcg']],
    ['where another kill has no time', [kill(null), kill(0, nobody)], at(600), ['memcg', 'memcg', own]],
    ['of a kill in a cgroup', [kill(0)], at(0), ['memcg', own]],
    ['of a kill in a pod', [kill(0, { ...nobody, pod: { ...CART, uid: 'u2' } })], at(0), ['memcg', own]],
    [
      'where one of the victims has no cgroup',
      [kill(0, {}, { victims: [victim({ cgroup: '/x' }), victim(nobody)] })],
      at(0),
      ['memcg'],
    ],
    ['of another killer', [kill(0, nobody, { killer: 'earlyoom', kind: 'userspace' })], at(0), ['userspace', own]],
    ['on another machine', [kill(0, nobody, { node: 'w1' })], at(0, { node: 'w2' }), ['memcg', own]],
    ['on another machine, without a time', [kill(null, nobody, { node: 'w1' })], at(0, { node: 'w2' }), ['memcg', own]],
    ['on the same machine', [kill(0, nobody, { node: 'w1' })], at(0, { node: 'w1.example' }), ['memcg']],
    ['where nobody died', [kill(0, {}, { victims: [] })], at(0), ['memcg', own]],
  ])('%s', (_, acts, line, expected) => {
    expect(brief({ acts, exits: [line] })).toEqual(expected)
  })
})

describe('an order to stop explains the end after it', () => {
  const ordered = (seconds: number, parts: Partial<StopOrder> = {}) => stop({ stamp: stampAt(seconds), ...parts })

  test.each([
    ['seconds before', [ordered(-10)], []],
    ['an hour before', [ordered(-3598)], []],
    ['long before', [ordered(-3603)], [own]],
    ['a moment after, as its line is written late', [ordered(6)], []],
    ['after', [ordered(7)], [own]],
    ['to another container', [ordered(-10, { subject: { ...NO_SUBJECT, ...inContainer(OTHER_ID) } })], [own]],
    ['to its pod', [ordered(-10, { subject: { ...NO_SUBJECT, pod: CART } })], []],
    ['to another pod', [ordered(-10, { subject: { ...NO_SUBJECT, pod: { ...CART, name: 'b', uid: 'u2' } } })], [own]],
    [
      'to a pod of that name in another namespace',
      [ordered(-10, { subject: { ...NO_SUBJECT, pod: { ...CART, namespace: 'x', uid: null } } })],
      [own],
    ],
    [
      'to another container of its pod',
      [ordered(-10, { subject: { ...NO_SUBJECT, ...inContainer(OTHER_ID), pod: CART } })],
      [own],
    ],
    ['without a time', [stop()], []],
    ['one of several', [ordered(7), ordered(-10)], []],
  ])('%s', (_, stops, expected) => {
    const line = at(0, { subject: { ...NO_SUBJECT, ...inContainer(ID, 'app'), pod: CART } })
    expect(brief({ exits: [line], stops })).toEqual(expected)
  })

  const ended = (parts: Partial<Act> = {}): Act => {
    const state = containerState({ finishedAtMs: msAt(0), containerId: ID })
    const [ending] = endingsOf(podsOf(pod({ uid: 'u1', containers: [container({ lastState: state })] })))
    if (!ending) throw new Error('a container that was killed has an end')
    return { ...endingAct(ending), ...parts }
  }

  test('and is shown with an end that its status tells of', () => {
    const orders = (stops: readonly StopOrder[], act = ended()) => brief({ acts: [act], exits: [], stops })
    expect(orders([ordered(-10)])).toEqual(['sigkill container-id'])
    expect(orders([ordered(-10, { subject: { ...NO_SUBJECT, pod: CART } })])).toEqual(['sigkill event-text'])
    expect(orders([ordered(10)])).toEqual(['sigkill'])
    expect(orders([ordered(-10)], ended({ kind: 'unknown' }))).toEqual(['unknown'])
    expect(orders([ordered(-10)], ended({ victims: [] }))).toEqual(['sigkill'])
  })

  test('by the time of the end, not by that of a line that came long after it', () => {
    const late = [{ fact: seen({ stamp: stampAt(5000) }), because: 'container-id' as const }]
    expect(brief({ acts: [ended({ nodeLines: late })], exits: [], stops: [ordered(100)] })).toEqual(['sigkill'])
    const undated = ended({ endings: [], nodeLines: late })
    expect(brief({ acts: [undated], exits: [], stops: [ordered(4990)] })).toEqual(['sigkill container-id'])
    expect(brief({ acts: [undated], exits: [], stops: [ordered(5010)] })).toEqual(['sigkill'])
  })

  test('once, however many of its victims it was given to', () => {
    const act = ended()
    const twice = ended({ victims: [...act.victims, ...act.victims] })
    expect(brief({ acts: [twice], exits: [], stops: [ordered(-10)] })).toEqual(['sigkill container-id'])
  })
})
