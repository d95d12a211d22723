import { existsSync } from 'node:fs'
import { canonical, type FleetRecord, fleetOf, keyOf } from '../../fleet/index.ts'
import { complain, UsageError } from '../complain.ts'
import { type Io, writeTo } from '../io.ts'
import { makeStore, readStore, type Stored, writeListing, writeRecord, writing } from './store.ts'

export interface MergeFlags {
  readonly output?: string
}

/** What a directory holds; what is damaged in it is said, and left out. */
export async function readKept(directory: string, io: Io): Promise<Stored> {
  if (!existsSync(directory)) throw new UsageError(`${directory}: there is no such directory.`)
  const stored = readStore(directory)
  for (const file of stored.damaged) await complain(io, `${directory}/${file} is damaged and left out`)
  return stored
}

/** Adds the records of directories to one, which may have some already; only what is new or better is written. */
export async function mergeCommand(directories: readonly string[], flags: MergeFlags, io: Io): Promise<number> {
  const { output } = flags
  if (output === undefined || output === '') throw new UsageError('-o DIR is needed: where the joined records go.')
  const stored: Stored[] = []
  for (const directory of directories) stored.push(await readKept(directory, io))
  if (stored.every(({ records }) => records.length === 0))
    throw new UsageError(`no records in ${directories.join(', ')}. Give what was -o of "oomlens fleet".`)
  const before = readStore(output)
  const had = new Map<string, string>(before.records.map((record: FleetRecord) => [keyOf(record), canonical(record)]))
  const joined = fleetOf([...before.records, ...stored.flatMap(({ records }) => records)])
  const fresh = [...joined].filter(([key, record]) => had.get(key) !== canonical(record))
  writing(output, () => {
    makeStore(output)
    for (const [, record] of fresh) writeRecord(output, record)
    for (const { listings } of stored) for (const names of listings) writeListing(output, names)
  })
  await writeTo(io.stdout, `${joined.size} records in ${output}, ${fresh.length} of them new or better\n`)
  return 0
}
