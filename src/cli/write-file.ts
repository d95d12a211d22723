import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs'
import { chmod, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, resolve } from 'node:path'
import { chunksOf } from './chunks.ts'
import { letGo } from './stops.ts'

const MOST_LINKS = 40
/** Of the digits of a UUID: its first group. */
const RANDOM = 8

export function statsOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

/** Where a path leads in the end, also where nothing is there yet: a link stays a link. */
function endOf(path: string): string {
  let place = resolve(path)
  for (let links = 0; lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink(); links += 1) {
    // Reports the circle as the system does.
    if (links === MOST_LINKS) statSync(place)
    place = resolve(dirname(place), readlinkSync(place))
  }
  return place
}

/**
 * The name beside a file that it is written under first. Containers that share a disk are all process 1, and one that was killed
 * left its file behind: no name comes twice.
 */
const besideOf = (place: string): string =>
  `${place}${temporaryMark(process.pid)}${crypto.randomUUID().slice(0, RANDOM)}.tmp`

/** What names of a process's temporary files hold. */
export const temporaryMark = (pid: number): string => `.${hostname()}-${pid}-`

interface Place {
  readonly target: string
  /** The file that is written first. Null for a device or pipe, which is written to as it is. */
  readonly beside: string | null
  /** Of the file that is replaced; null where none is. */
  readonly mode: number | null
}

function placeFor(path: string): Place {
  const stats = statsOf(path)
  if (stats && !stats.isFile()) {
    // A pipe may never be read.
    if (!stats.isDirectory()) letGo()
    return { target: path, beside: null, mode: null }
  }
  const target = endOf(path)
  // What may not be written to is not to be replaced either.
  if (stats) accessSync(target, constants.W_OK)
  return { target, beside: besideOf(target), mode: stats?.mode ?? null }
}

/** Writes a file whole or not at all: beside it first, then in its place. Synchronous, so that an interrupt does not come in between. */
export function writeFileWhole(path: string, text: string): void {
  const { target, beside, mode } = placeFor(path)
  if (beside === null) {
    writeFileSync(target, text)
    return
  }
  try {
    writeFileSync(beside, text, { flag: 'wx' })
    if (mode !== null) chmodSync(beside, mode)
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** The same for what is too long to be one string, or takes long to make. Rejects, with nothing left beside, once `stop` is asked for. */
export async function writePiecesWhole(path: string, pieces: Iterable<string>, stop?: AbortSignal): Promise<void> {
  const { target, beside, mode } = placeFor(path)
  const chunks = chunksOf(pieces)
  const stopped = stop ? { signal: stop } : {}
  if (beside === null) {
    await writeFile(target, chunks, stopped)
    return
  }
  try {
    await writeFile(beside, chunks, { flag: 'wx', ...stopped })
    if (mode !== null) await chmod(beside, mode)
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Whether a file of that name is there, which a careful program asks about before it writes. */
export const isThere = (path: string): boolean => statsOf(path) !== null
