import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { BundleError, isProblem, type Member } from '../model/bundle.ts'
import { directoryMembers } from './directory.ts'
import { fileMember } from './file.ts'
import { asking, unreadable } from './problems.ts'

export interface ContentHash {
  /** Hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

async function hashOf(member: Member): Promise<ContentHash> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of member.bytes()) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/**
 * What `sha256sum` prints for a file. For a directory: the hash of what it prints for every file in it, in the order of their
 * paths (`find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`, as long as no name holds a line
 * break or a backslash); a file that cannot be read has a line of its own. Rejects with a `BundleError` when the path itself
 * cannot be read.
 */
export async function contentHash(path: string): Promise<ContentHash> {
  const stats = await asking(path, () => stat(path))
  if (!stats.isDirectory() && !stats.isFile())
    throw new BundleError(unreadable(path, 'it is neither a file nor a directory', 'Give it to `oomlens analyze`.'))
  if (stats.isFile()) return hashOf(fileMember(path, { location: path, stats, isListed: false }))
  const whole = createHash('sha256')
  let total = 0
  for await (const item of directoryMembers(path, path, '')) {
    const line = isProblem(item) ? `unreadable  ${item.path}` : await lineOf(item, bytes => (total += bytes))
    whole.update(`${line}\n`)
  }
  return { sha256: whole.digest('hex'), bytes: total }
}

async function lineOf(member: Member, count: (bytes: number) => void): Promise<string> {
  try {
    const { sha256, bytes } = await hashOf(member)
    count(bytes)
    return `${sha256}  ${member.path}`
  } catch {
    return `unreadable  ${member.path}`
  }
}
