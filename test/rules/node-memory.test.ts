import { describe, expect, test } from 'vitest'
import type { Confidence } from '../../src/model/report.ts'
import { hugepagesReserved } from '../../src/rules/hugepages-reserved.ts'
import { kernelLeak } from '../../src/rules/kernel-leak.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { shmemOnNode } from '../../src/rules/shmem-on-node.ts'
import { swapExhausted } from '../../src/rules/swap-exhausted.ts'
import { account, type CaseParts, caseOf, MIB, memInfo } from './cases.ts'
import { onNode, pooled } from './node-scope.ts'

const full = account('node', 218, { anonymous: 190, free: 3 })
const swap = (freeMiB: number, totalMiB: number) => ({
  usageBytes: null,
  limitBytes: null,
  freeBytes: freeMiB * MIB,
  totalBytes: totalMiB * MIB,
})

const fires: readonly (readonly [string, Rule, CaseParts, Confidence])[] = [
  [
    'slab outweighs processes',
    kernelLeak,
    { incident: onNode({ memory: account('node', 218, { anonymous: 52, 'slab unreclaimable': 139 }) }) },
    'certain',
  ],
  [
    'a fifth is slab',
    kernelLeak,
    { incident: onNode({ memory: account('node', 200, { anonymous: 150, 'slab unreclaimable': 42 }) }) },
    'likely',
  ],
  [
    'memory that no counter names',
    kernelLeak,
    { incident: onNode({ memory: account('node', 200, { anonymous: 120 }) }) },
    'likely',
  ],
  [
    'the same with swap in use',
    kernelLeak,
    { incident: onNode({ memory: account('node', 200, { anonymous: 120 }), swap: swap(10, 100) }) },
    'possible',
  ],
  [
    'tmpfs holds the node',
    shmemOnNode,
    { incident: onNode({ memory: account('node', 218, { anonymous: 65, shmem: 124 }) }) },
    'certain',
  ],
  [
    'tmpfs of the pool',
    shmemOnNode,
    { incident: pooled({ memory: account('cgroup', 100, { anonymous: 60, shmem: 30 }) }) },
    'likely',
  ],
  [
    'an idle pool',
    hugepagesReserved,
    {
      incident: onNode({ memory: account('node', 344, { anonymous: 150, hugepages: 160 }) }),
      report: { memInfo: memInfo({ hugepages: [{ node: 0, total: 80, free: 80, sizeKiB: 2048 }] }) },
    },
    'certain',
  ],
  [
    'a pool in use',
    hugepagesReserved,
    {
      incident: onNode({ memory: account('node', 344, { anonymous: 150, hugepages: 160 }) }),
      report: { memInfo: memInfo({ hugepages: [{ node: 0, total: 80, free: 2, sizeKiB: 2048 }] }) },
    },
    'likely',
  ],
  ['full swap', swapExhausted, { incident: onNode({ swap: swap(0, 192) }) }, 'likely'],
  [
    "the cgroup's swap is full",
    swapExhausted,
    { incident: { swap: { usageBytes: 32 * MIB, limitBytes: 32 * MIB, freeBytes: null, totalBytes: null } } },
    'likely',
  ],
]

const quiet: readonly (readonly [string, Rule, CaseParts])[] = [
  ['little slab, little unaccounted', kernelLeak, { incident: onNode({ memory: full }) }],
  [
    "a cgroup's unaccounted rest",
    kernelLeak,
    { incident: pooled({ memory: account('cgroup', 100, { anonymous: 60 }) }) },
  ],
  ['some tmpfs', shmemOnNode, { incident: onNode({ memory: account('node', 200, { anonymous: 150, shmem: 40 }) }) }],
  [
    'a small pool',
    hugepagesReserved,
    { incident: onNode({ memory: account('node', 344, { anonymous: 250, hugepages: 60 }) }) },
  ],
  ['no swap at all: 0 of 0', swapExhausted, { incident: onNode({ swap: swap(0, 0) }) }],
  ['swap left', swapExhausted, { incident: onNode({ swap: swap(50, 192) }) }],
  [
    "full swap of the node, but a cgroup's limit",
    swapExhausted,
    { incident: { swap: { usageBytes: 0, limitBytes: null, freeBytes: 0, totalBytes: 192 * MIB } } },
  ],
]

describe('rules for memory of the node that no process holds', () => {
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

test('the largest slab caches are named', () => {
  const verdict = kernelLeak.check(
    caseOf({
      incident: onNode({ memory: account('node', 218, { anonymous: 52, 'slab unreclaimable': 139 }) }),
      report: {
        memInfo: memInfo({
          slabs: [
            { name: 'dentry', usedKiB: 10, totalKiB: 12 },
            { name: 'msg_msg-4k', usedKiB: 136_064, totalKiB: 136_064 },
          ],
        }),
      },
    }),
  )
  expect(verdict?.cause.why).toContain('msg_msg-4k 133 MiB')
})
