/** What docs/performance.md tells of. */
export interface Result {
  /** Cores, Node and system; nothing that names the machine. */
  readonly machine: string
  readonly rounds: number
  readonly mib: number
  readonly reports: number
  /** Of the dense log and of the quiet one. */
  readonly tables: readonly string[]
}

export const pageOf = ({ machine, rounds, mib, reports, tables }: Result): string => `# Performance

Measured, and this page written, by

\`\`\`sh
npm run bench -- --write
\`\`\`

on ${machine}: ${rounds} rounds, the programs in turn. MB is a million bytes. A program is measured with its
start, and its peak is the resident memory that the kernel notes of it. The logs are made of reports and other lines from
the corpus, with times, pids and cgroups of their own for each report. A run fails when a program finds another number of
kills than the log was made with.

\`grep\` says that there are kills. The regular expressions are those with which log parsers usually take a report apart; the
program runs them over every line and keeps nothing. oomlens gives the whole report as JSON.

## A dense log
${mib} MiB with ${reports} whole reports, a third of them of a node with 400 tasks and more, and other lines between them.

${tables[0]}
## A quiet log
${mib} MiB of other lines.

${tables[1]}
## What it costs where
- Bytes are searched for literals before anything is decoded. A line without one costs nothing more, unless a report is
  open around it.
- A report costs what its lines cost in the [grammars](grammars.md). Large ones consist of the task table, which is read
  as one text.
- Memory grows with the number of incidents, not with the size of the logs: logs are read as a stream. Documents
  (JSON, YAML, descriptions) are held as a whole.
`
