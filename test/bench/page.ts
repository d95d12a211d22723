/** What docs/performance.md tells of. */
export interface Result {
  /** Cores, Node and system; nothing that names the machine. */
  readonly machine: string
  readonly rounds: number
  readonly mib: number
  readonly reports: number
  /** As they were given. */
  readonly flags: string
  /** Of the dense log and of the quiet one. */
  readonly tables: readonly string[]
  readonly aims: string
  readonly sizes: string
  readonly memory: string
}

export const pageOf = ({
  machine,
  flags,
  rounds,
  mib,
  reports,
  tables,
  aims,
  sizes,
  memory,
}: Result): string => `# Performance

Measured, and this page written, by

\`\`\`sh
npm run bench -- ${flags}
\`\`\`

on ${machine}: ${rounds} rounds, the programs in turn. MB is a million bytes. A program is measured with its
start, and its peak is the resident memory that the kernel notes of it. The logs are made of reports and other lines from
the corpus, with times, pids and cgroups of their own for each report. A run fails when a program finds another number of
kills than the log was made with.

\`grep\` says that there are kills. The regular expressions are those with which log parsers usually take a report apart; the
program runs them over every line and keeps nothing. oomlens gives the whole report as JSON.

## What it should take
\`meets\` says which of both bounds is kept. A ratio is of the medians of whole processes, in turns. The objects of Kubernetes
are made, with what clusters add to them; two workers are compared in runs that others took nothing from.

${aims}
## A dense log
${mib} MiB with ${reports} whole reports, a third of them of a node with 400 tasks and more, and other lines between them.

${tables[0]}
## A quiet log
${mib} MiB of other lines.

${tables[1]}
## Time by size
Of a quiet log. The start is most of the time of the first one; each byte that another has more should take as long as in
the others. \`--large\` measures 4 GiB as well.

${sizes}
## Memory by what is found
Between an input and one with four times as many: the peak of the process, garbage included.

${memory}
## What it costs where
- Bytes are searched before anything is decoded, 16 at a time, for eight bytes of each literal that readers look for
  (\`src/lines/search\`). A line without any costs nothing more, unless a report is open around it. Where WebAssembly has no
  vectors, an expression searches, many times slower.
- gzip is inflated by zlib beside the search, and files are read beside it: two processors are used where two are free.
- A report costs what its lines cost. A line is held against the wrappings that begin as it does. Stamps, rows of the task
  table, counters and headers are read without the [grammars](grammars.md) where nothing else stands in them.
- YAML costs little where every scalar has a line of its own, as kubectl prints most objects; an object with anything
  else goes through the library, which takes ten times as long.
- A start costs the loading of the program, and the few grammars that the first lines need.
- Memory grows with what is found, not with the size of the logs, which are read as a stream. Documents (JSON, YAML,
  descriptions) are held as a whole, up to 512 MiB.
`
