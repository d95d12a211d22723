import { describe, expect, test } from 'vitest'
import { faults } from '../../corpus/lab/kernel/check.ts'
import { eventsOf, type LabEvent, podsOf, processesOf } from '../../corpus/lab/kernel/events.ts'
import type { ProcessTruth, Truth } from '../../corpus/lab/truth.ts'
import { BOX, events, log, truth } from './truths.ts'

const plan = { dies: ['java'] }
const [first] = truth.processes as readonly [ProcessTruth]
const finished = (oomKills: number): readonly LabEvent[] =>
  events.map(each => (each.event === 'finished' ? { ...each, oomKills } : each))

describe('a scenario that is as meant', () => {
  test('has no faults', () => {
    expect([...faults(truth, events, log, plan)]).toEqual([])
  })

  test('may print and count its first victim twice', () => {
    const twice = events.map(each => (each.event === 'counters' ? { ...each, kills: 2 } : { ...each, oomKills: 2 }))
    const again = log + log.split('\n').slice(2).join('\n')
    expect([...faults(truth, twice as readonly LabEvent[], again, plan)]).toEqual([])
  })
})

describe('a scenario that is not as meant is told', () => {
  test.each<[string, Truth, readonly LabEvent[], string, RegExp]>([
    ['somebody else died', { ...truth, processes: [{ ...first, pid: 134 }] }, events, log, /saw die: java \(134\)/],
    ['the log has no kill', truth, finished(0), log.replace('Killed', 'Saw'), /the log says: nobody/],
    ['a user wrote the line', truth, events, log.replace('3,300', '11,300'), /the log says: nobody/],
    ['by another reason', truth, events, log.replace('MEMCG', 'NONE'), /no line of the log says/],
    ['no limit was reached', { ...truth, reached: [] }, events, log, /limits reached: nobody/],
    ['vmstat counts more', truth, finished(2), log, /vmstat counts 2 kills; the log has 1/],
    ['the machine went down', truth, [], log, /it did not finish/],
    [
      'a process gave up',
      { ...truth, processes: [first, { ...first, pid: 9, signal: null, by: null, exitCode: 111 }] },
      events,
      log,
      /java \(9\) exited with 111/,
    ],
    ['nobody should die', { ...truth, kind: 'none' }, events, log, /the log has an OOM report/],
    ['nothing stalled', { ...truth, thrashes: 'cgroup' }, events, log, /stalled for 0 s only/],
  ])('%s', (_, wrong, said, text, fault) => {
    expect([...faults(wrong, said, text, plan)].join('\n')).toMatch(fault)
  })

  test('another one should die', () => {
    expect([...faults(truth, events, log, { dies: ['node'] })].join()).toMatch(/the scenario means: node/)
  })
})

describe('what the guest says', () => {
  const said = [
    '{"event":"pod","name":"cart","uid":"0a1b","qos":"burstable","cgroup":"/kubepods.slice/pod","limitMiB":null}',
    `{"event":"container","pod":"cart","name":"app","id":"c0ffee","cgroup":"${BOX}","limitMiB":64}`,
    `{"event":"start","pid":7,"comm":"api","directory":"/sys/fs/cgroup${BOX}","oomScoreAdj":968,"uptimeSeconds":3.5}`,
    '{"event":"start","pid":8,"comm":"backup","directory":"-","oomScoreAdj":0,"uptimeSeconds":4}',
    '{"event":"sent","pid":7,"signal":9}',
    '{"event":"end","pid":7,"signal":9,"exitCode":-1,"uptimeSeconds":5}',
    '{"event":"end","pid":8,"signal":0,"exitC',
  ].join('\n')

  test('is the truth about pods and processes, without a line that was cut', () => {
    const told = eventsOf(said)
    expect(podsOf(told)).toMatchObject([{ name: 'cart', containers: [{ name: 'app', limitMiB: 64 }] }])
    expect(processesOf(told)).toMatchObject([
      { pid: 7, cgroup: BOX, signal: 9, exitCode: null, by: 'scenario', endedAtSeconds: 5 },
      { pid: 8, cgroup: null, signal: null, exitCode: null, by: null, endedAtSeconds: null },
    ])
  })
})
