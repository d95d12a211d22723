import fc from 'fast-check'
import { type MemcgLine, readMemcgLine } from '../../../../grammars/kernel/memcg-line.ts'
import type { Era } from '../eras.ts'
import { type LineLaw, LOST, type Said, said } from '../line-law.ts'
import * as words from '../words.ts'

/** A line about a cgroup by what it says; a text of the same shape as what is read of it. */
const says = (line: MemcgLine): Said => {
  if (line.form !== 'stats-of') return said({ ...line })
  return said({ form: line.form, path: line.path, ...Object.fromEntries(line.stats) })
}

type Form = Pick<LineLaw<Said, MemcgLine>, 'name' | 'facts'> & { readonly print: (facts: Said) => string }

const lawOf = ({ name, facts, print }: Form): LineLaw<Said, MemcgLine> => ({
  name,
  facts,
  print,
  said: each => each,
  read: readMemcgLine,
  says,
  printAgain: line => print(says(line)),
})

/** `mem_cgroup_print_oom_meminfo`: usage and limit. */
export const usageLaw = (of: string): LineLaw<Said, MemcgLine> =>
  lawOf({
    name: `the usage of ${of}`,
    facts: fc
      .record({ usageKB: words.kib, limitKB: words.kib, failcnt: words.pages })
      .map(facts => said({ form: 'usage', of, ...facts })),
    print: ({ usageKB = LOST, limitKB = LOST, failcnt = LOST }) =>
      `${of}: usage ${usageKB}kB, limit ${limitKB}kB, failcnt ${failcnt}`,
  })

const V1_KEYS: Readonly<Record<string, readonly string[]>> = {
  '3.10': ['cache', 'rss', 'rss_huge', 'mapped_file', 'swap', 'inactive_anon', 'active_anon', 'unevictable'],
  '4.12': ['cache', 'rss', 'rss_huge', 'shmem', 'mapped_file', 'dirty', 'writeback', 'swap', 'unevictable'],
}

/** 3.9 to 5.2: the statistics of a cgroup in one line. */
export const statsLineLaw = (era: '3.10' | '4.12'): LineLaw<Said, MemcgLine> => {
  const keys = V1_KEYS[era] ?? []
  const law = lawOf({
    name: `the statistics of a cgroup in one line, ${era}`,
    facts: fc
      .tuple(words.cgroup, fc.array(words.kib, { minLength: keys.length, maxLength: keys.length }))
      .map(([path, sizes]) => ({
        ...said({ form: 'stats-of', path }),
        ...said(Object.fromEntries(keys.map((key, at) => [key, sizes[at]]))),
      })),
    print: facts =>
      `Memory cgroup stats for ${facts.path}:${keys.map(key => ` ${key}:${facts[key] ?? LOST}KB`).join('')}`,
  })
  // A path may hold a colon, with which the line ends since 5.3.
  return { ...law, printShorter: line => printStatsHead(says(line)) }
}

const printStatsHead = ({ path = LOST }: Said): string => `Memory cgroup stats for ${path}:`

/** Since 5.3 the statistics follow, line by line. */
export const statsHeadLaw: LineLaw<Said, MemcgLine> = lawOf({
  name: 'the head of the statistics of a cgroup',
  facts: words.cgroup.map(path => said({ form: 'stats-of', path })),
  print: printStatsHead,
})

export const taskInLaw: LineLaw<Said, MemcgLine> = lawOf({
  name: 'the limit that was hit, to 4.20',
  facts: fc
    .tuple(words.cgroup, words.cgroup)
    .map(([taskPath, limitPath]) => said({ form: 'task-in', taskPath, limitPath })),
  print: ({ taskPath = LOST, limitPath = LOST }) => `Task in ${taskPath} killed as a result of limit of ${limitPath}`,
})

export const limitReachedLaw: LineLaw<Said, MemcgLine> = lawOf({
  name: 'the limit that was hit, without a victim',
  facts: words.cgroup.map(path => said({ form: 'limit-reached', path })),
  print: ({ path = LOST }) => `Memory limit reached of cgroup ${path}`,
})

export const groupLaw: LineLaw<Said, MemcgLine> = lawOf({
  name: 'a group that is killed',
  facts: words.cgroup.map(path => said({ form: 'oom-group', path })),
  print: ({ path = LOST }) => `Tasks in ${path} are going to be killed due to memory.oom.group set`,
})

export const printStats = (era: Era, path: string, stats: Readonly<Record<string, number>>): readonly string[] =>
  era.stats === 'line'
    ? [
        `Memory cgroup stats for ${path}:${Object.entries(stats)
          .map(([key, value]) => ` ${key}:${value / 1024}KB`)
          .join('')}`,
      ]
    : [`Memory cgroup stats for ${path}:`, ...Object.entries(stats).map(([key, value]) => `${key} ${value}`)]
