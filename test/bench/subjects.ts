import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A program that is measured. */
export interface Subject {
  readonly name: string
  command(log: string): readonly string[]
  /** How many kills its output tells of. */
  killsIn(outputPath: string): number
}

const parsed = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

export const subjects: readonly Subject[] = [
  {
    name: 'oomlens analyze --format json',
    command: log => [
      process.execPath,
      here('../../dist/bin/oomlens.js'),
      'analyze',
      log,
      '--format',
      'json',
      '--quiet',
    ],
    killsIn: path => (parsed(path) as { readonly incidents: readonly unknown[] }).incidents.length,
  },
  {
    name: 'grep -cE "invoked oom-killer|Killed process"',
    command: log => ['grep', '-cE', 'invoked oom-killer|Killed process', log],
    // It counts both lines of each report.
    killsIn: path => Number(readFileSync(path, 'utf8')) / 2,
  },
  {
    name: '21 regular expressions a line, Node',
    command: log => [process.execPath, here('regex-lines.ts'), log],
    killsIn: path => (parsed(path) as { readonly kills: number }).kills,
  },
]
