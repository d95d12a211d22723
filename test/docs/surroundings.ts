/** Variables of the environment that the command line looks at; the man page and docs/commands.md have them. */
export const ENVIRONMENT: readonly (readonly [names: string, does: string])[] = [
  ['NO_COLOR', 'Not empty: no colors.'],
  [
    'FORCE_COLOR',
    'Not empty: colors also where no terminal shows them; 0 and false: none. It goes before NO_COLOR, and --no-color before both.',
  ],
  ['COLUMNS', 'A number: the width of text and of help, between 40 and 120, instead of that of the terminal.'],
  ['TERM', 'dumb: no colors, no progress, and no view.'],
  [
    'LC_ALL, LC_CTYPE, LANG',
    'The first that is not empty says whether view may draw with more than ASCII. Nothing else depends on the locale.',
  ],
  ['INK_SCREEN_READER', 'true: view gives sentences instead of panes.'],
  ['OOMLENS_DEBUG', 'Not empty: where in the program an error happened, below its line.'],
  [
    'JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX, SLURM_ARRAY_TASK_ID',
    'With fleet --shards: which part this task of an array job is for. Exactly one must be set. For Slurm, SLURM_ARRAY_TASK_MIN, SLURM_ARRAY_TASK_COUNT and SLURM_ARRAY_TASK_STEP tell where the array begins and whether it has as many tasks.',
  ],
]

/** Files that it writes without their names being given one by one. There is no configuration. */
export const FILES: readonly (readonly [name: string, holds: string])[] = [
  ['DIR/records/SHA256-....json', 'What oomlens fleet -o DIR made of a bundle, on one line.'],
  ['DIR/listings/....json', 'The names that a run of fleet was to analyze: by them the summary tells what is missing.'],
  ['DIR/seconds/HOST-PID.ndjson', 'How long each bundle took.'],
]

/** What holds for every command. */
export const PROMISES: readonly string[] = [
  'It reads no configuration, opens no connection, and writes nothing but what -o, --redact-map or a key of view names. The report goes to standard output and nothing else does; complaints and progress go to standard error, progress only to a terminal.',
  'The same input and options give the same bytes. Files are replaced whole or not at all.',
]
