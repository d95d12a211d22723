import fc from 'fast-check'
import { type KillLine, readKill } from '../../../../grammars/kernel/kill.ts'
import { ERAS, type Era } from '../eras.ts'
import { type LineLaw, LOST, said } from '../line-law.ts'
import * as words from '../words.ts'

type Word = number | string

export interface KillFacts {
  /** Before the colon. */
  readonly prefix: string
  readonly pid: Word
  readonly comm: string
  readonly uid: Word
  readonly totalVm: Word
  readonly anon: Word
  readonly file: Word
  readonly shmem: Word
  readonly pgtables: Word
  readonly adj: Word
  readonly score: Word
}

export const PREFIXES = [
  'Out of memory',
  'Memory cgroup out of memory',
  'Out of memory (oom_kill_allocating_task)',
] as const

const SIZES: Readonly<Record<Era['sizes'], (facts: KillFacts) => string>> = {
  none: () => '',
  vsz: ({ totalVm, anon, file }) => ` vsz:${totalVm}kB, anon-rss:${anon}kB, file-rss:${file}kB`,
  'no shmem': ({ totalVm, anon, file }) => ` total-vm:${totalVm}kB, anon-rss:${anon}kB, file-rss:${file}kB`,
  shmem: ({ totalVm, anon, file, shmem }) =>
    ` total-vm:${totalVm}kB, anon-rss:${anon}kB, file-rss:${file}kB, shmem-rss:${shmem}kB`,
}

/** `__oom_kill_process`: before 5.1 the reason stands in the line of the choice. */
export function printKilled(era: Era, facts: KillFacts): string {
  const { prefix, pid, comm, uid, pgtables, adj } = facts
  const sizes = SIZES[era.sizes](facts)
  const start = `${era.chosen === 'none' ? `${prefix}: ` : ''}Killed process ${pid}`
  switch (era.uid) {
    case 'none':
      return `${start} (${comm})${sizes}`
    case 'before name':
      return `${start}, UID ${uid}, (${comm})${sizes}`
    case 'after name':
      return `${start} (${comm}), UID ${uid},${sizes}`
    case 'last':
      return `${start} (${comm})${sizes}, UID:${uid}`
    case 'pgtables':
      return `${start} (${comm})${sizes}, UID:${uid} pgtables:${pgtables}kB oom_score_adj:${adj}`
  }
}

/** `oom_kill_process`, to 5.0. */
export const printChosen = ({ chosen }: Era, { prefix, pid, comm, score }: KillFacts): string =>
  `${prefix}: ${chosen === 'or a child' ? 'kill' : 'Kill'} process ${pid} (${comm}) score ${score} ${chosen}`

export const printSharing = ({ pid, comm }: KillFacts): string => `Kill process ${pid} (${comm}) sharing same memory`

export const printExiting = ({ prefix, pid, comm }: KillFacts): string =>
  `${prefix}: OOM victim ${pid} (${comm}) is already exiting. Skip killing the task`

export const killFacts: fc.Arbitrary<KillFacts> = fc.record({
  prefix: fc.constantFrom(...PREFIXES),
  pid: words.pid,
  comm: fc.oneof(words.name, fc.constant('')),
  uid: words.uid,
  totalVm: words.kib,
  anon: words.kib,
  file: words.kib,
  shmem: words.kib,
  pgtables: words.kib,
  adj: words.adj,
  score: fc.nat(2000),
})

const factsAgain = ({ prefix, pid, comm, score, fields }: KillLine): KillFacts => {
  const field = (key: string): string => fields.get(key) ?? LOST
  return {
    prefix: prefix ?? LOST,
    pid,
    comm: comm.text,
    score: score ?? LOST,
    uid: field('UID'),
    totalVm: fields.get('vsz') ?? field('total-vm'),
    anon: field('anon-rss'),
    file: field('file-rss'),
    shmem: field('shmem-rss'),
    pgtables: field('pgtables'),
    adj: field('oom_score_adj'),
  }
}

const says = ({ prefix, verb, pid, comm, tail, score, fields }: KillLine) =>
  said({ prefix, verb, pid, comm: comm.text, tail, score, ...Object.fromEntries(fields) })

type Form = Pick<LineLaw<KillFacts, KillLine>, 'name' | 'print' | 'said'>

/** A name ends the line of 2.6.32; with as many brackets of each kind as it needs, it is taken for whole. */
const FIRST = ERAS[0]
const isBalanced = (comm: string): boolean => comm.split('(').length === comm.split(')').length

const lawOf = ({ name, print, said }: Form): LineLaw<KillFacts, KillLine> => ({
  name,
  facts: killFacts,
  print,
  said,
  read: readKill,
  says,
  printAgain: line => print(factsAgain(line)),
  printShorter: line => printKilled(FIRST, factsAgain(line)),
})

export const killedLaw = (era: Era): LineLaw<KillFacts, KillLine> => ({
  ...lawOf({
    name: `a kill of ${era.name}`,
    print: facts => printKilled(era, facts),
    said: ({ prefix, pid, comm, uid, totalVm, anon, file, shmem, pgtables, adj }) => {
      const hasSizes = era.sizes !== 'none'
      return said({
        prefix: era.chosen === 'none' ? prefix : null,
        verb: 'Killed process',
        pid,
        comm,
        vsz: era.sizes === 'vsz' ? totalVm : null,
        'total-vm': hasSizes && era.sizes !== 'vsz' ? totalVm : null,
        'anon-rss': hasSizes ? anon : null,
        'file-rss': hasSizes ? file : null,
        'shmem-rss': era.sizes === 'shmem' ? shmem : null,
        // Where it ends the line it may be cut, as in the longer lines of 5.4: the summary line has it as well.
        UID: era.uid === 'none' || era.uid === 'last' ? null : uid,
        pgtables: era.uid === 'pgtables' ? pgtables : null,
        oom_score_adj: era.uid === 'pgtables' ? adj : null,
      })
    },
  }),
  facts: killFacts.filter(({ comm }) => era.sizes !== 'none' || isBalanced(comm)),
  printAgain: (line, { uid }) => {
    const facts = factsAgain(line)
    return printKilled(era, era.uid === 'last' ? { ...facts, uid } : facts)
  },
})

export const chosenLaw = (era: Era): LineLaw<KillFacts, KillLine> =>
  lawOf({
    name: `a choice of ${era.name}`,
    print: facts => printChosen(era, facts),
    said: ({ prefix, pid, comm, score }) => said({ prefix, verb: 'Kill process', pid, comm, tail: 'score', score }),
  })

export const sharingLaw: LineLaw<KillFacts, KillLine> = lawOf({
  name: 'another process with the same memory',
  print: printSharing,
  said: ({ pid, comm }) => said({ verb: 'Kill process', pid, comm, tail: 'sharing' }),
})

export const exitingLaw: LineLaw<KillFacts, KillLine> = lawOf({
  name: 'a victim that is exiting',
  print: printExiting,
  said: ({ prefix, pid, comm }) => said({ prefix, verb: 'OOM victim', pid, comm, tail: 'exiting' }),
})
