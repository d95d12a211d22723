import type { HelpText } from './help-text.ts'

/** Below the help of `oomlens fleet` and of what belongs to it. */
export const FLEET_TEXTS: Readonly<Record<string, HelpText>> = {
  fleet: {
    examples: [
      { command: 'oomlens fleet bundles/ -o out', does: 'every bundle of a directory becomes a record in out' },
      { command: 'oomlens fleet summary out', does: 'what they say together' },
      {
        command: "find data -name '*.tgz' | oomlens fleet - -o out --shard 3/8",
        does: 'the fourth of eight parts of a list',
      },
      {
        command: 'oomlens fleet bundles/ -o out --jobs 2 --timeout 60',
        does: 'two at a time, each for a minute at most',
      },
    ],
    notes: [
      'A bundle is each entry of a directory that is given: a file (an archive or a log), a sub-directory, or a link to one. Names that begin with a dot are left out. A file that is given is a bundle. So is each line of a list, a directory too.',
      'Each bundle becomes a record in DIR. The same command again skips what is done, by content, version and options, and tries again what failed. A bundle that takes too much time or memory, or breaks its worker, becomes a record that says so.',
      'Shards count from 0: of 8 they are 0/8 to 7/8. A bundle belongs to one by its name alone. --shards takes the index from JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX or SLURM_ARRAY_TASK_ID.',
    ],
    exits: [
      ['0', 'at least one bundle was analysed; always for a shard'],
      ['1', 'with --exit-code only: memory killed in one of them'],
      ['2', 'wrong usage, no bundles, or not one of them readable'],
      ['130, 143', 'stopped by SIGINT or SIGTERM; what is done is kept'],
    ],
  },
  'fleet summary': {
    examples: [
      { command: 'oomlens fleet summary out', does: 'workloads, nodes, causes, kernels, and how often' },
      { command: 'oomlens fleet summary out-*/ --by hour', does: 'of several directories, counted by hour' },
      { command: 'oomlens fleet summary out --format ndjson', does: 'one incident a line, for jq' },
    ],
    notes: [
      'An incident that several bundles tell of counts once. What was listed and has no record is named as missing.',
    ],
    exits: [
      ['0', 'summed up'],
      ['2', 'wrong usage, or no records'],
    ],
  },
  'fleet merge': {
    examples: [
      { command: 'oomlens fleet merge out-0 out-1 -o all', does: 'the records of two shards in one directory' },
      { command: 'oomlens fleet merge out-*/ -o all', does: 'of all shards; again without harm' },
      { command: 'oomlens fleet merge a/out b/out -o out', does: 'of several machines' },
    ],
    notes: ['Of two records of one bundle the one with a report is kept, then that of the later version.'],
    exits: [
      ['0', 'joined'],
      ['2', 'wrong usage, or no records'],
    ],
  },
}
