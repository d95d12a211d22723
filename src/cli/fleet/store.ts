import { createHash } from 'node:crypto'
import { mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { canonical, type FleetRecord, RECORD_SCHEMA } from '../../fleet/index.ts'
import { UsageError } from '../complain.ts'
import { unwritable } from '../unwritable.ts'
import { temporaryMark, writeFileWhole } from '../write-file.ts'

/** What a directory of a fleet holds. */
export interface Stored {
  readonly records: readonly FleetRecord[]
  /** The names that each run was to analyse. */
  readonly listings: readonly (readonly string[])[]
  /** Files that hold no record or listing, such as of a disk that ran full. They count as not done. */
  readonly damaged: readonly string[]
}

const RECORDS = 'records'
const LISTINGS = 'listings'
const SECONDS = 'seconds'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** By content first, so that `ls records/SHA256*` finds a bundle. */
const recordFile = ({ name, sha256: content }: FleetRecord): string =>
  `${content ?? 'not-read'}-${sha256(name).slice(0, 16)}.json`

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const filesOf = (folder: string): string[] =>
  namesIn(folder)
    .filter(name => name.endsWith('.json'))
    .sort()

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is FleetRecord =>
  typeof value === 'object' &&
  value !== null &&
  'schema' in value &&
  value.schema === RECORD_SCHEMA &&
  'name' in value &&
  typeof value.name === 'string' &&
  'incidents' in value &&
  Array.isArray(value.incidents)

const isListing = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(name => typeof name === 'string')

/** Reads a directory that `oomlens fleet` or `fleet merge` wrote; one that does not exist yet is empty. */
export function readStore(directory: string): Stored {
  const records: FleetRecord[] = []
  const listings: (readonly string[])[] = []
  const damaged: string[] = []
  for (const file of filesOf(join(directory, RECORDS))) {
    const value = parsed(join(directory, RECORDS, file))
    if (isRecord(value)) records.push(value)
    else damaged.push(`${RECORDS}/${file}`)
  }
  for (const file of filesOf(join(directory, LISTINGS))) {
    const value = parsed(join(directory, LISTINGS, file))
    if (isListing(value)) listings.push(value)
    else damaged.push(`${LISTINGS}/${file}`)
  }
  return { records, listings, damaged }
}

/** Runs what writes into the directory; that it cannot is told in one line. */
export function writing<T>(directory: string, step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw new UsageError(`${directory} cannot be written: ${unwritable(error)}`)
  }
}

/**
 * Whole or not at all: a process that is killed leaves no half record, and processes that share a directory, on a shared disk
 * too, do not mix theirs.
 */
export function writeRecord(directory: string, record: FleetRecord): void {
  writeFileWhole(join(directory, RECORDS, recordFile(record)), `${canonical(record)}\n`)
}

/** All names of a run, of all its shards, so that what is missing can be told. Equal listings are one file. */
export function writeListing(directory: string, names: readonly string[]): void {
  const text = `${canonical(names.toSorted())}\n`
  writeFileWhole(join(directory, LISTINGS, `${sha256(text)}.json`), text)
}

/** Takes away what workers left that were killed while they wrote. */
export function sweep(directory: string, workers: readonly number[]): void {
  const marks = workers.map(temporaryMark)
  for (const name of namesIn(join(directory, RECORDS)))
    if (name.endsWith('.tmp') && marks.some(mark => name.includes(mark)))
      rmSync(join(directory, RECORDS, name), { force: true })
}

/** Makes what is not there yet of a directory of records. */
export function makeStore(directory: string): void {
  for (const folder of [RECORDS, LISTINGS, SECONDS]) mkdirSync(join(directory, folder), { recursive: true })
}

/** Keeps how long each bundle took: beside the records, which hold nothing that differs from run to run. */
export function openTimings(directory: string): (name: string, seconds: number) => void {
  const file = openSync(join(directory, SECONDS, `${hostname()}-${process.pid}.ndjson`), 'a')
  return (name, seconds) => {
    writeSync(file, `${JSON.stringify({ name, seconds: Math.round(seconds * 1000) / 1000 })}\n`)
  }
}
