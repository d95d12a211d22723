import type { Term } from './term.ts'

/** Pressure and reclaim. */
export const pressureTerms: readonly Term[] = [
  {
    name: 'PSI',
    title: 'time lost to waiting for memory',
    aliases: [
      'pressure',
      'pressure stall information',
      'some',
      'full',
      'avg10',
      'memory.pressure',
      '/proc/pressure/memory',
    ],
    text: 'Pressure stall information: the share of time in which tasks waited for memory, in `/proc/pressure/memory` and in `memory.pressure` of each cgroup. `some` is when at least one task waited, `full` when all that could run did. `avg10`, `avg60` and `avg300` are per cent, `total` is microseconds. It came with Linux 4.20.',
    sources: ['Documentation/accounting/psi.rst'],
  },
  {
    name: 'reclaim',
    title: 'taking memory back',
    aliases: ['direct reclaim', 'allocstall', 'pgscan'],
    text: 'The kernel frees page cache, swaps and shrinks its caches. kswapd does it in the background; when it does not keep up, tasks that ask have to do it themselves (direct reclaim), and stall. The OOM killer comes when this fails.',
    sources: ['Documentation/admin-guide/mm/concepts.rst'],
  },
  {
    name: 'refault',
    title: 'reading back what was dropped',
    aliases: ['refaults', 'workingset_refault', 'major fault', 'pgmajfault'],
    text: 'A page that was reclaimed and is needed again soon after. `workingset_refault_file` and `_anon` count them. Many refaults say that the working set does not fit.',
    sources: ['Documentation/admin-guide/cgroup-v2.rst', 'mm/workingset.c'],
  },
  {
    name: 'thrashing',
    title: 'working for memory and for nothing else',
    aliases: ['livelock', 'thrash'],
    text: 'The machine or a cgroup drops pages that it needs at once, so that nearly all time goes into reclaim and reading back. It can last for minutes without a kill, since reclaim still finds pages. High `full` pressure and many refaults show it.',
    sources: ['Documentation/accounting/psi.rst', 'mm/workingset.c'],
  },
]
