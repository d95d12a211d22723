import type { Stats } from 'node:fs'
import type { Problem } from '../model/problem.ts'

/** What of a file tells that it is another one, or not as it was. */
export type Look = Pick<Stats, 'dev' | 'ino' | 'size' | 'mtimeMs'>

const AGAIN = 'Analyze a copy of it, or again once nothing writes to it.'
/** What logrotate and the kubelet do while a directory is read. */
const ROTATED = 'Analyze a copy of the directory, or again: a log that is rotated changes its name.'

const changed = (path: string, detail: string, advice: string, severity: Problem['severity'] = 'warning'): Problem => ({
  code: 'SOURCE_CHANGED',
  severity,
  detail: `${path} ${detail}`,
  advice,
  evidence: [],
  path,
})

const bytes = (count: number): string => `${count} byte${count === 1 ? '' : 's'}`

export const isSameFile = (a: Look, b: Look): boolean => a.dev === b.dev && a.ino === b.ino

/** A file that is not there any more, though its directory listed it. */
export const goneSince = (path: string): Problem =>
  changed(path, 'went away after its directory was listed: nothing of it was read', ROTATED)

/** What was a file, and is a pipe, a link or a device by now. */
export const noFileSince = (path: string): Problem =>
  changed(path, 'was a file when its directory was listed, and is none any more: it was not read', ROTATED)

/** What happened to a file between the look at its name and its opening; null where nothing did that matters. */
export function changeBefore(path: string, listed: Look, opened: Look): Problem | null {
  if (!isSameFile(listed, opened))
    return changed(path, 'was replaced after it was found: what it held before was not read under this name', ROTATED)
  if (opened.size >= listed.size) return null
  return changed(
    path,
    `shrank after it was found, from ${bytes(listed.size)} to ${opened.size}: what it held before is lost`,
    `${AGAIN} Where logrotate copies and truncates, the copy beside it has the rest.`,
  )
}

/**
 * What happened to a file while so many bytes of it were read; null where nothing did. `named` is what has its name now. Lines
 * that were added at its end harm nothing: those before them were read.
 */
export function changeDuring(path: string, read: number, opened: Look, now: Look, named: Look | null): Problem | null {
  if (now.size < opened.size)
    return changed(
      path,
      `shrank while it was read, from ${bytes(opened.size)} to ${now.size}: ${bytes(read)} of it were read, which may be of both`,
      AGAIN,
    )
  if (named !== null && !isSameFile(now, named))
    return changed(
      path,
      'was replaced while it was read: what was read is of the file that had its name before',
      ROTATED,
    )
  if (now.size > opened.size)
    return changed(
      path,
      `grew while it was read, from ${bytes(opened.size)} to ${now.size}: the first ${read} were read`,
      AGAIN,
      'info',
    )
  if (now.mtimeMs === opened.mtimeMs) return null
  return changed(path, 'was written over while it was read: what was read may be a mixture', AGAIN)
}
