import { describe, expect, test } from 'vitest'
import type { Confidence, Culprit } from '../../src/model/report.ts'
import { hostDaemon } from '../../src/rules/host-daemon.ts'
import { nodeOvercommit } from '../../src/rules/node-overcommit.ts'
import { noisyNeighbour } from '../../src/rules/noisy-neighbour.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { account, type CaseParts, caseOf, container, MIB, node, pod, selection, task, victim } from './cases.ts'
import { onNode, pooled } from './node-scope.ts'

const culprit = (what: Culprit['what'], name: string, mib: number): Culprit => ({
  what,
  name,
  bytes: mib * MIB,
  why: '',
})
const full = account('node', 218, { anonymous: 190, free: 3 })
const agent = (requestMiB: number) =>
  pod({
    namespace: 'kube-system',
    name: 'log-agent-z8k4d',
    containers: [container({ requestBytes: requestMiB * MIB })],
  })
const described = (limitsMiB: readonly (number | null)[]) =>
  node({
    allocatableBytes: 200 * MIB,
    pods: limitsMiB.map((mib, index) => ({
      namespace: 'shop',
      name: `p${index}`,
      memoryRequestBytes: null,
      memoryLimitBytes: mib === null ? null : mib * MIB,
    })),
  })

const fires: readonly (readonly [string, Rule, CaseParts, Confidence])[] = [
  [
    'a pod far above its request, not the victim',
    noisyNeighbour,
    {
      incident: onNode({ memory: full, culprit: culprit('pod', 'kube-system/log-agent-z8k4d', 142) }),
      nodePods: [agent(40)],
    },
    'certain',
  ],
  [
    'a protected process of a pod',
    noisyNeighbour,
    {
      incident: onNode({
        memory: full,
        culprit: culprit('process', 'postgres (201)', 142),
        selection: selection([task(310, 'crawler', 2000, 1000), task(201, 'postgres', 36_000, -997)]),
      }),
    },
    'likely',
  ],
  [
    'all pods together, by one that was not killed',
    noisyNeighbour,
    { incident: pooled({ culprit: culprit('process', 'api-server (204)', 50), taskMemcg: '/kubepods.slice/x' }) },
    'likely',
  ],
  [
    'a service of the node',
    hostDaemon,
    { incident: onNode({ culprit: culprit('service', 'backup.service', 150) }) },
    'certain',
  ],
  [
    'an oom_score_adj that no pod gets',
    hostDaemon,
    {
      incident: onNode({
        culprit: culprit('process', 'backup (77)', 150),
        selection: selection([task(77, 'backup', 38_000, 0)]),
      }),
      nodes: [node()],
    },
    'likely',
  ],
  [
    'a machine without pods',
    hostDaemon,
    { incident: onNode({ culprit: culprit('process', 'chrome (310)', 150) }) },
    'likely',
  ],
  ['limits above allocatable', nodeOvercommit, { incident: onNode(), nodes: [described([150, 150])] }, 'likely'],
  ['pods without a limit', nodeOvercommit, { incident: onNode(), nodes: [described([50, null])] }, 'likely'],
  [
    'promises, beside someone who stands out',
    nodeOvercommit,
    { incident: onNode({ culprit: culprit('pod', 'x/y', 99) }), nodes: [described([150, 150])] },
    'possible',
  ],
  ['the pool of all pods', nodeOvercommit, { incident: pooled() }, 'likely'],
  [
    'the victim grew past the node',
    nodeOvercommit,
    { incident: onNode({ culprit: culprit('process', 'crawler (310)', 160), taskMemcg: '/kubepods/x' }) },
    'likely',
  ],
]

const quiet: readonly (readonly [string, Rule, CaseParts])[] = [
  ["a container's own limit", noisyNeighbour, { incident: { culprit: culprit('pod', 'x/y', 99) } }],
  [
    'the culprit died',
    noisyNeighbour,
    { incident: onNode({ culprit: culprit('process', 'crawler (310)', 99), taskMemcg: '/kubepods/x' }) },
  ],
  [
    'the pod of the victim',
    noisyNeighbour,
    {
      incident: onNode({
        culprit: culprit('pod', 'batch/crawler-x', 99),
        victims: [victim({ pod: { namespace: 'batch', name: 'crawler-x', uid: null } })],
      }),
    },
  ],
  [
    'within twice its request',
    noisyNeighbour,
    {
      incident: onNode({ memory: full, culprit: culprit('pod', 'kube-system/log-agent-z8k4d', 142) }),
      nodePods: [agent(100)],
    },
  ],
  [
    'nobody stands out',
    noisyNeighbour,
    { incident: onNode({ culprit: { what: 'unknown', name: '', bytes: null, why: '' } }) },
  ],
  [
    'a process of a pod',
    hostDaemon,
    {
      incident: onNode({ culprit: culprit('process', 'db (5)', 99), selection: selection([task(5, 'db', 1, 968)]) }),
      nodes: [node()],
    },
  ],
  [
    'a process that does not rank, on Kubernetes',
    hostDaemon,
    { incident: onNode({ culprit: culprit('process', 'db (5)', 99) }), nodes: [node()] },
  ],
  ['limits that fit', nodeOvercommit, { incident: onNode(), nodes: [described([90, 90])] }],
  ['nothing known of the node', nodeOvercommit, { incident: onNode() }],
  ["a container's limit on a full node", nodeOvercommit, { nodes: [described([150, 150])] }],
]

describe('rules for a node that ran out', () => {
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

test("the victim's limit is said not to matter, and the pool is called what it is", () => {
  const verdict = noisyNeighbour.check(
    caseOf({
      incident: pooled({ culprit: culprit('pod', 'kube-system/log-agent-z8k4d', 142) }),
      nodePods: [agent(40)],
    }),
  )
  expect(verdict?.advice[0]?.willNotHelp).toContain('Raising the limit of crawler (pid 310) does nothing')
  expect(verdict?.cause.why).toContain('all pods together')
})

test('why another one died is told by what the kernel was set to do', () => {
  const why = (parts: Pick<CaseParts, 'report'>, victims = [victim()]) =>
    noisyNeighbour.check(
      caseOf({
        ...parts,
        nodes: [node()],
        incident: onNode({ victims, culprit: culprit('process', 'hog (173)', 148) }),
      }),
    )?.cause.why
  expect(why({})).toContain('the kernel chose by size')
  expect(why({ report: { killPrefix: 'allocating-task' } })).toContain('vm.oom_kill_allocating_task')
  expect(why({}, [])).toContain('nobody was killed')
})

test('swap in use counts for the share of a process that was swapped out', () => {
  const inUse = { usageBytes: null, limitBytes: null, freeBytes: 0, totalBytes: 192 * MIB }
  const subject = caseOf({
    nodes: [node()],
    incident: onNode({ memory: full, swap: inUse, culprit: culprit('process', 'leaky (184)', 187) }),
  })
  expect(noisyNeighbour.check(subject)?.cause.why).toContain('187 MiB (46 %)')
})
