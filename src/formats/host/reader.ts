import type { Fact } from '../../model/fact.ts'
import { type Line, lineSpan } from '../../model/line.ts'
import type { DocumentFormat, Found } from '../../model/reader.ts'
import type { Evidence } from '../../model/span.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { linesOf } from '../kubectl/source-lines.ts'

/** Reads what one small file or command says about a machine. */
export interface HostReader {
  readonly id: string
  /** `name` is the path of the file, or of the heading that it stands below. Cheap and sure: no is the default. */
  matches(name: string, head: string): boolean
  read(lines: readonly Line[], name: string): Iterable<Found>
}

/** The text without the mark of its byte order. */
export const withoutMark = (head: string): string => (head.charCodeAt(0) === 0xfeff ? head.slice(1) : head)

/** A file of its own that a reader reads. */
export const fileOf = (reader: HostReader): DocumentFormat => ({
  id: reader.id,
  matches: (path, head) => reader.matches(path, withoutMark(head)),
  *read({ path, bytes }) {
    yield* reader.read(linesOf(path, bytes), path)
  },
})

/** What every reading has: a snapshot carries no time of its own. */
export const reading = <K extends string>(kind: K, title: string, evidence: Evidence): Fact<K> => ({
  kind,
  stamp: NO_STAMP,
  node: null,
  boot: 0,
  title,
  severity: 'info',
  evidence,
})

/** The lines that were used as a citation; null where there are none. */
export function citing(lines: readonly (Line | undefined)[]): Evidence | null {
  const [first, ...rest] = lines.filter(line => line !== undefined).map(line => lineSpan(line))
  return first ? [first, ...rest] : null
}

/** Last part of a path or heading. */
export const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

/** Lines that are not blank, of the first so many characters. */
export const headLines = (head: string, most: number): readonly string[] =>
  head
    .slice(0, 4096)
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .slice(0, most)
