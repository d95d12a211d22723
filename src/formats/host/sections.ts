import type { Line } from '../../model/line.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { linesOf } from '../kubectl/source-lines.ts'
import { type HostReader, withoutMark } from './reader.ts'

/** What `tail -n +1` and `head` print between files. */
const HEADING = /^==> (\S.{0,1023}) <==\s*$/

interface Section {
  readonly name: string
  readonly lines: readonly Line[]
}

function sectionsIn(lines: readonly Line[]): readonly Section[] {
  const sections: { name: string; lines: Line[] }[] = []
  for (const line of lines) {
    const name = HEADING.exec(line.text)?.[1]
    if (name !== undefined) sections.push({ name, lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections
}

const headOf = ({ lines }: Section): string =>
  lines
    .slice(0, 50)
    .map(({ text }) => `${text}\n`)
    .join('')

const readerOf = (section: Section, readers: readonly HostReader[]): HostReader | undefined =>
  readers.find(reader => reader.matches(section.name, headOf(section)))

/**
 * Several files of /proc and /sys in one, each below `==> /proc/pressure/memory <==`. The same heading twice is a series
 * of samples, and no snapshot.
 */
export const sectionsOf = (readers: readonly HostReader[]): DocumentFormat => ({
  id: 'proc-files',
  matches(path, marked) {
    const head = withoutMark(marked)
    if (!/^\s*==> /.test(head)) return false
    const sections = sectionsIn(linesOf(path, new TextEncoder().encode(head)))
    const names = new Set(sections.map(({ name }) => name))
    return names.size === sections.length && sections.some(section => readerOf(section, readers) !== undefined)
  },
  *read({ path, bytes }) {
    for (const section of sectionsIn(linesOf(path, bytes))) {
      const reader = readerOf(section, readers)
      if (reader) yield* reader.read(section.lines, section.name)
    }
  },
})
