import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Writes the parts one after the other; gives the path. */
export function write(path: string, parts: Iterable<string>): string {
  const file = openSync(path, 'w')
  for (const part of parts) writeSync(file, part)
  closeSync(file)
  return path
}

/** Packs a file as tar does; gives the path of the archive. */
export function packed(path: string): string {
  const archive = `${path}.tar.gz`
  execFileSync('tar', ['-czf', archive, '-C', dirname(path), basename(path)])
  return archive
}
