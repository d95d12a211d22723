import { realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { chunksOf } from './chunks.ts'

function statsOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

interface Place {
  readonly target: string
  /** The file that is written first. Null for a device or pipe, which is written to as it is. */
  readonly beside: string | null
  readonly options: { readonly flag: string; readonly mode?: number }
}

function placeOf(path: string): Place {
  const stats = statsOf(path)
  if (stats && !stats.isFile()) return { target: path, beside: null, options: { flag: 'w' } }
  const target = stats ? realpathSync(path) : path
  const options = { flag: 'wx', ...(stats ? { mode: stats.mode } : {}) }
  return { target, beside: `${target}.${process.pid}.tmp`, options }
}

/** Writes a file whole or not at all: beside it first, then in its place. Synchronous, so that an interrupt does not come in between. */
export function writeFileWhole(path: string, text: string): void {
  const { target, beside, options } = placeOf(path)
  if (beside === null) {
    writeFileSync(target, text, options)
    return
  }
  try {
    writeFileSync(beside, text, options)
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** The same for what is too long to be one string, or takes long to make. Rejects, with nothing left beside, once `stop` is asked for. */
export async function writePiecesWhole(path: string, pieces: Iterable<string>, stop?: AbortSignal): Promise<void> {
  const { target, beside, options } = placeOf(path)
  const chunks = chunksOf(pieces)
  if (beside === null) {
    await writeFile(target, chunks, { ...options, ...(stop ? { signal: stop } : {}) })
    return
  }
  try {
    await writeFile(beside, chunks, { ...options, ...(stop ? { signal: stop } : {}) })
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Whether a file of that name is there, which a careful program asks about before it writes. */
export const isThere = (path: string): boolean => statsOf(path) !== null
