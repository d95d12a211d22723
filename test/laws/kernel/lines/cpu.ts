import fc from 'fast-check'
import { type CpuLine, readCpuLine } from '../../../../grammars/kernel/cpu-line.ts'
import type { Era } from '../eras.ts'
import { type LineLaw, LOST, type Said, said } from '../line-law.ts'
import * as words from '../words.ts'

const TAINTS = [
  'Not tainted',
  'Tainted: G           OE    ',
  'Tainted: P',
  'Kdump: loaded Not tainted',
  'Tainted: PO',
] as const
const BUILDS = [
  '#1',
  '#1 Debian 6.1.76-1',
  '#58-Ubuntu',
  '#1 SMP PREEMPT_DYNAMIC',
  '#1 PREEMPT(lazy)  5546952e',
] as const

/** `dump_stack_print_info` of lib/dump_stack.c. */
export function printCpu({ cpu }: Era, facts: Said): string {
  const word = (key: string): string => facts[key] ?? LOST
  const task = `${word('pid')}${cpu === 'Pid' ? ', comm' : ' Comm'}: ${word('comm')}`
  const rest = `${word('taint')} ${word('release')} ${word('build')}`
  if (cpu === 'Pid') return `Pid: ${task} ${rest}`
  return `CPU: ${word('cpu')} ${cpu === 'CPU UID' ? `UID: ${word('uid')} ` : ''}PID: ${task} ${rest}`
}

export const cpuLaw = (era: Era): LineLaw<Said, CpuLine> => ({
  name: `the line above the stack dump of ${era.name}`,
  facts: fc
    .record({
      cpu: fc.nat(511),
      uid: words.uid,
      pid: words.pid,
      comm: words.name,
      taint: fc.constantFrom(...TAINTS),
      release: fc.constantFrom('2.6.32.2', '4.19.0-21', '6.1.0-56-cloud-amd64', '6.12.117+deb12-cloud-amd64'),
      build: fc.constantFrom(...BUILDS),
    })
    .map(({ cpu, uid, ...facts }) =>
      said({ ...facts, cpu: era.cpu === 'Pid' ? null : cpu, uid: era.cpu === 'CPU UID' ? uid : null }),
    ),
  print: facts => printCpu(era, facts),
  said: facts => facts,
  read: readCpuLine,
  says: line => said({ ...line }),
  printAgain: line => printCpu(era, said({ ...line })),
})
