import { describe, expect, test } from 'vitest'
import type { Confidence } from '../../src/model/report.ts'
import { kubernetesStamp, NO_STAMP } from '../../src/model/stamp.ts'
import { evictionThreshold } from '../../src/rules/eviction-threshold.ts'
import { invisibleChildKill } from '../../src/rules/invisible-child-kill.ts'
import { killAllocatingTask } from '../../src/rules/kill-allocating-task.ts'
import { manual } from '../../src/rules/manual.ts'
import { gracePeriod } from '../../src/rules/not-oom-grace-period.ts'
import { livenessProbe } from '../../src/rules/not-oom-liveness-probe.ts'
import { nodeShutdown } from '../../src/rules/not-oom-node-shutdown.ts'
import { statusUnknown } from '../../src/rules/not-oom-status-unknown.ts'
import { unknownSender } from '../../src/rules/not-oom-unknown-sender.ts'
import { nothingKillable } from '../../src/rules/nothing-killable.ts'
import { numaImbalance } from '../../src/rules/numa-imbalance.ts'
import { oomGroup } from '../../src/rules/oom-group.ts'
import { panic } from '../../src/rules/panic.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { userspaceKiller } from '../../src/rules/userspace-killer.ts'
import {
  type CaseParts,
  caseOf,
  container,
  containerState,
  event,
  killerKill,
  pod,
  scope,
  victim,
  witness,
} from './cases.ts'

const ID = 'a'.repeat(64)
const PROBE = 'Container app failed liveness probe, will be restarted'
const at = (time: string) => kubernetesStamp(Date.parse(`2026-11-23T${time}Z`))
const killed = (parts: CaseParts): CaseParts => ({
  incident: { kind: 'sigkill', killer: 'unknown' },
  report: null,
  witnesses: [witness()],
  ...parts,
})
const running = (containerId: string | null, startedAt = '10:00:00') =>
  witness({
    container: container({
      containerId,
      restartCount: 0,
      state: containerState({ phase: 'running', startedAtMs: Date.parse(`2026-11-23T${startedAt}Z`) }),
    }),
  })
const inContainer = { victims: [victim({ container: { name: 'app', id: ID } })] }

const fires: readonly (readonly [string, Rule, CaseParts, Confidence])[] = [
  ['sysrq', manual, { incident: { kind: 'sysrq' } }, 'certain'],
  ['earlyoom', userspaceKiller, { incident: { kind: 'userspace', killer: 'earlyoom' }, report: null }, 'certain'],
  [
    'a bare line of earlyoom',
    userspaceKiller,
    { incident: { kind: 'userspace', killer: 'earlyoom' }, report: null, kill: killerKill({ isProven: false }) },
    'likely',
  ],
  [
    'a line of earlyoom by its name',
    userspaceKiller,
    { incident: { kind: 'userspace', killer: 'earlyoom' }, report: null, kill: killerKill() },
    'certain',
  ],
  ['an eviction', evictionThreshold, { incident: { kind: 'eviction', killer: 'kubelet' }, report: null }, 'certain'],
  ['a cpuset', numaImbalance, { incident: { kind: 'cpuset' }, report: { memsAllowed: '1' } }, 'certain'],
  ['a memory policy', numaImbalance, { incident: { kind: 'mempolicy' }, report: { nodemask: '0' } }, 'certain'],
  ['a panic', panic, { incident: { kind: 'global', panic: true, victims: [] } }, 'certain'],
  [
    'nothing that may be killed',
    nothingKillable,
    { incident: { victims: [] }, report: { noKillable: true, kills: [] } },
    'certain',
  ],
  [
    'a whole cgroup',
    oomGroup,
    { incident: { victims: [victim(), victim({ pid: 311 })] }, report: { oomGroup: '/x' } },
    'certain',
  ],
  [
    'the task that asked',
    killAllocatingTask,
    { incident: { kind: 'global' }, report: { killPrefix: 'allocating-task' } },
    'certain',
  ],
  ['the container lives on', invisibleChildKill, { incident: inContainer, witnesses: [running(ID)] }, 'likely'],
  [
    'the probe killed it',
    livenessProbe,
    killed({ events: [event({ message: PROBE, stamp: at('16:57:19') })] }),
    'likely',
  ],
  [
    'the event has an age only',
    livenessProbe,
    killed({ events: [event({ message: PROBE, stamp: NO_STAMP })] }),
    'likely',
  ],
  [
    'probes failed',
    livenessProbe,
    killed({ events: [event({ reason: 'Unhealthy', message: 'Liveness probe failed: timeout' })] }),
    'possible',
  ],
  [
    'deleted before its end',
    gracePeriod,
    killed({ witnesses: [witness({ pod: pod({ deletedAtMs: Date.parse('2026-11-23T16:57:48Z') }) })] }),
    'likely',
  ],
  [
    'told to stop',
    gracePeriod,
    killed({ events: [event({ message: 'Stopping container app', stamp: at('16:57:19') })] }),
    'likely',
  ],
  [
    'shutdown of the node',
    nodeShutdown,
    killed({
      witnesses: [
        witness({
          pod: pod({ reason: 'Terminated', message: 'Pod was terminated in response to imminent node shutdown.' }),
        }),
      ],
    }),
    'certain',
  ],
  [
    'a status that the kubelet made up',
    statusUnknown,
    killed({ witnesses: [witness({ state: containerState({ reason: 'ContainerStatusUnknown' }) })] }),
    'certain',
  ],
  ['nobody is known to have sent it', unknownSender, killed({}), 'possible'],
]

const quiet: readonly (readonly [string, Rule, CaseParts])[] = [
  ['a kill for want of memory', manual, { incident: { kind: 'global' } }],
  ["the kernel's own kill", userspaceKiller, { incident: { kind: 'memcg' } }],
  ['an OOM kill', evictionThreshold, { incident: { kind: 'memcg' } }],
  ['a node without constraint', numaImbalance, { incident: { kind: 'global' }, report: { memsAllowed: '0-1' } }],
  ['a kill without panic', panic, { incident: { kind: 'global' } }],
  ['a kill after all', nothingKillable, { report: { noKillable: true } }],
  ['nobody dead in a cut report', nothingKillable, { incident: { victims: [] } }],
  ['a panic for want of anything to kill', nothingKillable, { incident: { kind: 'global', victims: [], panic: true } }],
  ['one process of many', oomGroup, {}],
  ['the only process of the group', oomGroup, { report: { oomGroup: '/x' } }],
  ['a choice by size', killAllocatingTask, { incident: { kind: 'global' }, report: { killPrefix: 'global' } }],
  ['restarted since', invisibleChildKill, { incident: inContainer, witnesses: [running('b'.repeat(64))] }],
  ['started after the kill', invisibleChildKill, { incident: inContainer, witnesses: [running(ID, '17:30:00')] }],
  [
    'all of the container was killed',
    invisibleChildKill,
    { incident: inContainer, report: { oomGroup: '/x' }, witnesses: [running(ID)] },
  ],
  ['no IDs to compare', invisibleChildKill, { incident: { victims: [victim()] }, witnesses: [running(null)] }],
  ['a probe kill long before', livenessProbe, killed({ events: [event({ message: PROBE, stamp: at('16:00:00') })] })],
  ['a probe kill afterwards', livenessProbe, killed({ events: [event({ message: PROBE, stamp: at('16:59:00') })] })],
  [
    'a probe of another pod',
    livenessProbe,
    killed({
      events: [event({ message: PROBE, object: { kind: 'Pod', namespace: 'shop', name: 'other', uid: null } })],
    }),
  ],
  ['a probe of another container', livenessProbe, killed({ events: [event({ message: PROBE, container: 'proxy' })] })],
  [
    'a readiness probe',
    livenessProbe,
    killed({ events: [event({ reason: 'Unhealthy', message: 'Readiness probe failed: x' })] }),
  ],
  ['a probe beside an OOM kill', livenessProbe, { events: [event({ message: PROBE })], witnesses: [witness()] }],
  [
    'deleted after its end',
    gracePeriod,
    killed({ witnesses: [witness({ pod: pod({ deletedAtMs: Date.parse('2026-11-23T17:30:00Z') }) })] }),
  ],
  [
    'terminated for another reason',
    nodeShutdown,
    killed({ witnesses: [witness({ pod: pod({ reason: 'Terminated', message: 'x' }) })] }),
  ],
  ['a real exit status', statusUnknown, killed({})],
  ['a sender that is known', unknownSender, killed({ events: [event({ message: PROBE })] })],
  ['an OOM kill', unknownSender, { witnesses: [witness()] }],
]

describe('rules for kinds of their own', () => {
  test.each(fires)('%s: fires', (_, rule, parts, confidence) => {
    const verdict = rule.check(caseOf(parts))
    expect(verdict?.cause).toMatchObject({ code: rule.id, confidence })
    expect(verdict?.cause.evidence.length).toBeGreaterThan(0)
    expect(verdict?.advice.length).toBeGreaterThan(0)
  })

  test.each(quiet)('%s: quiet', (_, rule, parts) => {
    expect(rule.check(caseOf(parts))).toBeNull()
  })
})

test("an eviction gives the kubelet's numbers, and names the resource", () => {
  const eviction = { resource: 'ephemeral-storage', threshold: '10%', available: '2Gi', usedBy: [] }
  const verdict = evictionThreshold.check(
    caseOf({
      incident: { kind: 'eviction', scope: scope({ level: 'node', node: 'worker-1' }), eviction },
      report: null,
    }),
  )
  expect(verdict?.cause.why).toContain(
    'low ephemeral-storage. By the kubelet, 2Gi were available; the threshold is 10%.',
  )
  expect(verdict?.advice[0]).toMatchObject({
    object: 'node worker-1',
    willNotHelp: expect.stringContaining('Memory limits'),
  })
})

test('a panic for want of a process to kill says so', () => {
  const why = (text: string) => panic.check(caseOf({ incident: { panic: true }, report: { panic: text } }))?.cause.why
  expect(why('Kernel panic - not syncing: System is deadlocked on memory')).toContain('no process that it may kill')
  expect(why('Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled')).toContain(
    'set to panic',
  )
})
