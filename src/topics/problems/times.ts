import type { ProblemTexts } from './problem-text.ts'

/** Problems with times, and whose node a file is of. */
export const timeProblems: ProblemTexts<'ZONE' | 'YEAR' | 'DATE' | 'TIME' | 'CLOCK' | 'NODE'> = {
  ZONE_ASSUMED: {
    means:
      'A log prints times without a time zone, and nothing else in the bundle tells it. UTC was assumed, or `--timezone`.',
    usualCause: 'Syslog, and `dmesg -T`, print local time.',
    toDo: 'Give `--timezone` with the zone of the machine that wrote it.',
  },
  YEAR_MISSING: {
    means:
      'A log prints dates without a year, and nothing else in the bundle tells it. Its incidents have no wall time.',
    usualCause: 'Traditional syslog.',
    toDo: 'Give `--now` with the time when the bundle was collected.',
  },
  DATE_AMBIGUOUS: {
    means: 'A date is written with slashes, and may be month/day or day/month. It was read as month/day.',
    usualCause: 'The head of sar, which follows the language of the machine.',
    toDo: 'Run sar again with `S_TIME_FORMAT=ISO`, or `LC_ALL=C`, for which month/day is right.',
  },
  TIME_MISSING: {
    means: 'A file holds samples over time without saying when they were taken. They were not used.',
    usualCause: 'Vmstat without `-t`.',
    toDo: 'Collect them again with times.',
  },
  CLOCK_DISAGREES: {
    means:
      'Two sources date the same thing differently, beyond what their precision allows. One was believed; the problem says which, and `contradictions` has both.',
    usualCause: 'A wrong time zone, `dmesg -T` after a suspend, a clock that was set, logs of another machine.',
    toDo: 'Check `--timezone`, and that the log is of the same machine and boot.',
  },
  NODE_PATH_UNMATCHED: {
    means:
      '`--node NAME=PATH` (or `nodePaths`) names a path that no file of the bundle is at or below. Nothing was assigned.',
    usualCause: 'The path as it is on disk, rather than as it is in the bundle.',
    toDo: 'Write it as the report prints it under `sources` (`--verbose` lists them): `node/dmesg.txt`, or a folder above.',
  },
}
