import fc from 'fast-check'
import { type OomSummary, readOomSummary } from '../../../../grammars/kernel/oom-summary.ts'
import { type LineLaw, LOST, type Said, said } from '../line-law.ts'
import * as words from '../words.ts'

export const CONSTRAINTS = [
  'CONSTRAINT_NONE',
  'CONSTRAINT_CPUSET',
  'CONSTRAINT_MEMORY_POLICY',
  'CONSTRAINT_MEMCG',
] as const

/** `dump_oom_victim` and `cpuset_print_current_mems_allowed`, since 5.0. */
export function printSummary(parts: Said): string {
  const part = (key: string): string => `${key}=${parts[key] ?? LOST}`
  return `oom-kill:${[
    part('constraint'),
    part('nodemask'),
    part('cpuset'),
    part('mems_allowed'),
    parts.global_oom === undefined ? part('oom_memcg') : 'global_oom',
    part('task_memcg'),
    part('task'),
    part('pid'),
    part('uid'),
  ].join()}`
}

export const summaryFacts: fc.Arbitrary<Said> = fc
  .record({
    constraint: fc.constantFrom(...CONSTRAINTS),
    nodemask: words.nodemask,
    cpuset: words.cpuset,
    mems_allowed: words.nodeList,
    oom_memcg: words.cgroup,
    task_memcg: words.cgroup,
    task: fc.oneof(words.name, fc.constant('')),
    pid: words.pid,
    uid: words.uid,
  })
  .map(({ oom_memcg, ...parts }) =>
    said(parts.constraint === 'CONSTRAINT_MEMCG' ? { ...parts, oom_memcg } : { ...parts, global_oom: '' }),
  )

export const summaryLaw: LineLaw<Said, OomSummary> = {
  name: 'the summary',
  facts: summaryFacts,
  print: printSummary,
  said: parts => parts,
  read: readOomSummary,
  says: parts => Object.fromEntries(parts),
  printAgain: parts => printSummary(Object.fromEntries(parts)),
}
