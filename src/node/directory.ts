import type { Stats } from 'node:fs'
import { lstat, readdir, realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import { ARCHIVE_LIMITS, isClutter, openSkipLog } from '../archives/index.ts'
import type { Member } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import { fileMember } from './file.ts'
import { systemProblem } from './problems.ts'

interface Found {
  /** As the report gives it; ends in `/` for a directory, which makes the order of a directory that of its paths. */
  readonly path: string
  /** Names are bytes: they need not be UTF-8. */
  readonly location: Buffer
  readonly stats: Stats | null
  readonly problem: Problem | null
}

const SLASH = Buffer.from('/')

async function look(path: string, location: Buffer): Promise<Found> {
  try {
    const stats = await lstat(location)
    return { path: stats.isDirectory() ? `${path}/` : path, location, stats, problem: null }
  } catch (error) {
    return { path, location, stats: null, problem: systemProblem(path, error) }
  }
}

async function list(directory: Found): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const name of await readdir(directory.location, { encoding: 'buffer' })) {
    const location = Buffer.concat([directory.location, SLASH, name])
    found.push(await look(directory.path + name.toString(), location))
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Whether a link leads to what is read anyway, under its own name. */
async function staysInside(root: string, location: Buffer): Promise<boolean> {
  try {
    const target = await realpath(location)
    return target === root || target.startsWith(root.endsWith(sep) ? root : root + sep)
  } catch {
    return false
  }
}

function specialKind(stats: Stats): string {
  if (stats.isSocket()) return 'a socket'
  if (stats.isFIFO()) return 'a named pipe'
  return 'a device'
}

/** All files below a directory in the order of their paths. Links are not followed: what is inside is read anyway. */
export async function* directoryMembers(root: string, name: string, prefix: string): AsyncGenerator<Member | Problem> {
  const skips = openSkipLog(name, ARCHIVE_LIMITS.skipProblems)
  let realRoot: string
  try {
    realRoot = await realpath(root)
  } catch (error) {
    yield systemProblem(name, error)
    return
  }
  const top = { ...(await look(prefix, Buffer.from(realRoot))), path: prefix }
  const open: Found[] = [top]
  for (let found = open.pop(); found; found = open.pop()) {
    const { path, location, stats, problem } = found
    if (problem) yield problem
    else if (!stats || isClutter(path)) continue
    else if (stats.isFile()) yield fileMember(path, { location, stats, isListed: true })
    else if (stats.isDirectory()) {
      try {
        open.push(...(await list(found)).toReversed())
      } catch (error) {
        yield systemProblem(path, error)
      }
    } else if (!stats.isSymbolicLink()) yield* skips.add(path, specialKind(stats), null)
    else if (!(await staysInside(realRoot, location)))
      yield* skips.add(path, 'a link out of the directory, or to nothing', 'Give its target as one more PATH.')
  }
  yield* skips.close()
}
