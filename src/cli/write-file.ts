import { realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs'

function statsOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null
}

/**
 * Writes a file whole or not at all: beside it first, then in its place. A device or pipe is written to as it is.
 * Synchronous, so that an interrupt does not come in between.
 */
export function writeFileWhole(path: string, text: string): void {
  const stats = statsOf(path)
  if (stats && !stats.isFile()) {
    writeFileSync(path, text)
    return
  }
  const target = stats ? realpathSync(path) : path
  const beside = `${target}.${process.pid}.tmp`
  try {
    writeFileSync(beside, text, { flag: 'wx', ...(stats ? { mode: stats.mode } : {}) })
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Whether a file of that name is there, which a careful program asks about before it writes. */
export const isThere = (path: string): boolean => statsOf(path) !== null
