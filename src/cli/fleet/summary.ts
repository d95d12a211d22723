import { checkOutput, outputFile, writeOut } from '../write-out.ts'
import { canonical, type FleetRecord, incidentLines, indented, summarise, summaryText } from '../../fleet/index.ts'
import { UsageError } from '../complain.ts'
import type { Io } from '../io.ts'
import { textWidth, wantsColor } from '../terminal.ts'
import { readKept } from './merge.ts'

export interface SummaryFlags {
  readonly format: string
  readonly output?: string
  readonly by: string
  readonly verbose?: boolean
  readonly color: boolean
}

/** Sums up what directories hold, as if they were merged. */
export async function summaryCommand(directories: readonly string[], flags: SummaryFlags, io: Io): Promise<number> {
  checkOutput('--output', flags.output, [])
  const records: FleetRecord[] = []
  const listed = new Set<string>()
  for (const directory of directories) {
    const stored = await readKept(directory, io)
    for (const record of stored.records) records.push(record)
    for (const names of stored.listings) for (const name of names) listed.add(name)
  }
  if (records.length === 0)
    throw new UsageError(`no records in ${directories.join(', ')}. Give what was -o of "oomlens fleet".`)
  const file = outputFile(flags.output)
  await writeOut(written({ records, listed }, flags, file, io), file, io)
  return 0
}

function written(
  input: { readonly records: readonly FleetRecord[]; readonly listed: ReadonlySet<string> },
  { format, by, verbose, color }: SummaryFlags,
  file: string | undefined,
  io: Io,
): readonly string[] {
  if (format === 'ndjson') return incidentLines(input).map(line => `${canonical(line)}\n`)
  const summary = summarise(input, by === 'hour' ? 'hour' : 'day')
  if (format === 'json') return [indented(summary)]
  const width = textWidth(file === undefined ? io.columns : null)
  return [summaryText(summary, { width, color: wantsColor(io, color, file !== undefined), verbose: verbose === true })]
}
