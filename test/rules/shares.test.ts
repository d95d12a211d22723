import { describe, expect, test } from 'vitest'
import type { MemInfo } from '../../src/model/kernel.ts'
import type { Confidence, Culprit, Incident, RankedTask } from '../../src/model/report.ts'
import { hugepagesReserved } from '../../src/rules/hugepages-reserved.ts'
import { kernelLeak } from '../../src/rules/kernel-leak.ts'
import { kernelMemoryInCgroup } from '../../src/rules/kernel-memory-in-cgroup.ts'
import { manyProcesses } from '../../src/rules/many-processes.ts'
import { noisyNeighbour } from '../../src/rules/noisy-neighbour.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { shmemInCgroup } from '../../src/rules/shmem-in-cgroup.ts'
import { shmemOnNode } from '../../src/rules/shmem-on-node.ts'
import { swapExhausted } from '../../src/rules/swap-exhausted.ts'
import { account, type CaseParts, caseOf, MIB, memInfo, pod, selection, task } from './cases.ts'
import { onNode } from './node-scope.ts'

type Parts = Readonly<Record<string, number>>

/** An account of 100 MiB, so that a MiB is a per cent. */
const inCgroup = (parts: Parts): CaseParts => ({ incident: { memory: account('cgroup', 100, parts) } })
const onMachine = (parts: Parts, incident: Partial<Incident> = {}, info: Partial<MemInfo> = {}): CaseParts => ({
  incident: onNode({ memory: account('node', 100, parts), ...incident }),
  report: { memInfo: memInfo(info) },
})

const swap = (freeMiB: number, totalMiB = 100) => ({
  swap: { usageBytes: null, limitBytes: null, freeBytes: freeMiB * MIB, totalBytes: totalMiB * MIB },
})
const ownSwap = (usedMiB: number): CaseParts => ({
  incident: { swap: { usageBytes: usedMiB * MIB, limitBytes: 100 * MIB, freeBytes: null, totalBytes: null } },
})

const pool = (free: number) => ({ hugepages: [{ node: 0, total: 20, free, sizeKiB: 2048 }] })

const ranked = (tasks: readonly RankedTask[], totalPages: number | null = 100): CaseParts => ({
  incident: { selection: selection(tasks, { totalPages }) },
})
const five = (rssPages: number): RankedTask[] => [1, 2, 3, 4, 5].map(pid => task(pid, 'php', rssPages))
const crowd = (name: string): CaseParts => ({ incident: { culprit: { what: 'process', name, bytes: MIB, why: '' } } })

const holder = (bytes: number): Culprit => ({ what: 'pod', name: 'pod shop/hog-1', bytes, why: '' })
const neighbour = (heldMiB: number, requestMiB: number | null, incident: Partial<Incident> = {}): CaseParts => ({
  incident: onNode({ memory: account('node', 100, {}), culprit: holder(heldMiB * MIB), ...incident }),
  nodePods: [pod({ name: 'hog-1', podRequestBytes: requestMiB === null ? null : requestMiB * MIB })],
})

const sides: readonly (readonly [string, Rule, CaseParts, Confidence | null])[] = [
  ['shmem, a half', shmemInCgroup, inCgroup({ anonymous: 50, shmem: 50 }), 'certain'],
  ['shmem, less than a half, more than processes', shmemInCgroup, inCgroup({ anonymous: 48, shmem: 49 }), 'likely'],
  ['shmem, as much as processes', shmemInCgroup, inCgroup({ anonymous: 49, shmem: 49 }), 'possible'],
  ['shmem, a quarter', shmemInCgroup, inCgroup({ anonymous: 60, shmem: 25 }), 'possible'],
  ['shmem, less than a quarter', shmemInCgroup, inCgroup({ shmem: 24 }), null],

  ['kernel memory, a half', kernelMemoryInCgroup, inCgroup({ slab: 25, sockets: 25 }), 'certain'],
  ['kernel memory, less than a half', kernelMemoryInCgroup, inCgroup({ slab: 25, sockets: 24 }), 'likely'],
  ['kernel memory, a quarter', kernelMemoryInCgroup, inCgroup({ sockets: 25 }), 'likely'],
  ['kernel memory, less than a quarter', kernelMemoryInCgroup, inCgroup({ sockets: 24 }), null],

  ['shmem of a node, a quarter', shmemOnNode, onMachine({ anonymous: 25, shmem: 25 }), 'likely'],
  ['shmem of a node, more than processes', shmemOnNode, onMachine({ anonymous: 25, shmem: 26 }), 'certain'],
  ['shmem of a node, less than a quarter', shmemOnNode, onMachine({ shmem: 24 }), null],

  ['hugepages, a half of RAM', hugepagesReserved, onMachine({ hugepages: 50 }), 'certain'],
  ['hugepages, a fifth of RAM', hugepagesReserved, onMachine({ hugepages: 20 }), 'likely'],
  ['hugepages, less than a fifth', hugepagesReserved, onMachine({ hugepages: 19 }), null],
  ['hugepages, a half of them idle', hugepagesReserved, onMachine({ hugepages: 40 }, {}, pool(10)), 'certain'],
  ['hugepages, less than a half idle', hugepagesReserved, onMachine({ hugepages: 40 }, {}, pool(9)), 'likely'],

  ['slab, a half', kernelLeak, onMachine({ anonymous: 49, 'slab unreclaimable': 50 }), 'certain'],
  ['slab, as much as processes', kernelLeak, onMachine({ anonymous: 40, 'slab unreclaimable': 40 }), 'certain'],
  ['slab, less than processes', kernelLeak, onMachine({ anonymous: 41, 'slab unreclaimable': 40 }), 'likely'],
  [
    'slab, less than processes and their files, which old kernels count together',
    kernelLeak,
    onMachine({ 'anonymous and file cache': 41, 'slab unreclaimable': 40 }),
    'likely',
  ],
  ['slab, a fifth', kernelLeak, onMachine({ anonymous: 70, 'slab unreclaimable': 20 }), 'likely'],
  ['slab, less than a fifth', kernelLeak, onMachine({ anonymous: 70, 'slab unreclaimable': 19 }), null],
  ['in no counter, a fifth', kernelLeak, onMachine({ anonymous: 80 }), 'likely'],
  ['in no counter, less than a fifth', kernelLeak, onMachine({ anonymous: 81 }), null],
  ['in no counter, swap that is not used', kernelLeak, onMachine({ anonymous: 80 }, swap(100)), 'likely'],
  ['in no counter, swap in use', kernelLeak, onMachine({ anonymous: 80 }, swap(99)), 'possible'],
  ['an account of nothing', kernelLeak, { incident: onNode({ memory: account('node', 0, {}) }) }, null],
  ['in no counter, no swap', kernelLeak, onMachine({ anonymous: 80 }, swap(0, 0)), 'likely'],

  ['swap, 95 of 100 used', swapExhausted, { incident: onNode(swap(5)) }, 'likely'],
  ['swap, 94 of 100 used', swapExhausted, { incident: onNode(swap(6)) }, null],
  ['swap of a cgroup, 95 of 100 used', swapExhausted, ownSwap(95), 'likely'],
  ['swap of a cgroup, 94 of 100 used', swapExhausted, ownSwap(94), null],

  ['five of one name hold a half', manyProcesses, ranked(five(10)), 'likely'],
  ['five of one name hold less', manyProcesses, ranked([...five(9), task(6, 'php', 4)]), null],
  ['four of one name hold all', manyProcesses, ranked(five(24).slice(1)), null],
  ['one of them holds a quarter', manyProcesses, ranked([task(9, 'php', 25), ...five(10)]), null],
  ['one of them holds nearly a quarter', manyProcesses, ranked([task(9, 'php', 24), ...five(10)]), 'likely'],
  ['what is swapped counts', manyProcesses, ranked(five(4).map(each => ({ ...each, swapPages: 6 }))), 'likely'],
  ['the pages are not known', manyProcesses, ranked(five(10), null), null],
  ['another name holds more', manyProcesses, ranked([...five(10), task(9, 'java', 51)]), null],
  ['five by the culprit', manyProcesses, crowd('5 × php'), 'likely'],
  ['four by the culprit', manyProcesses, crowd('4 × php'), null],

  ['a pod at twice its request', noisyNeighbour, neighbour(50, 25), 'certain'],
  ['a pod below twice its request', noisyNeighbour, neighbour(49, 25), null],
  ['a pod that holds a half', noisyNeighbour, neighbour(50, null), 'certain'],
  ['a pod that holds less', noisyNeighbour, neighbour(49, null), 'likely'],
  ['a share of nothing', noisyNeighbour, neighbour(50, null, { memory: account('node', 0, {}) }), 'likely'],
  ['a half of memory, but not of memory and used swap', noisyNeighbour, neighbour(50, null, swap(99)), 'likely'],
]

describe('both sides of every share', () => {
  test.each(sides)('%s', (_, rule, parts, confidence) => {
    expect(rule.check(caseOf(parts))?.cause.confidence ?? null).toBe(confidence)
  })
})
