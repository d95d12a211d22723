import type { Line } from '../../model/line.ts'
import type { Found } from '../../model/reader.ts'
import { EXCERPT_LIMIT } from '../../model/span.ts'
import { fieldsOf } from '../kubectl/field.ts'
import { readNode } from '../kubectl/node.ts'
import { objectsIn } from '../kubectl/outline.ts'
import { readPod } from '../kubectl/pod.ts'
import { unprovenObject } from '../kubectl/text-problem.ts'
import type { Source } from './excerpt-pod.ts'
import type { PastedLine } from './pasted-line.ts'

/** Where a whole description begins in lines, as it does in a file: `Name:`, and below it what every kind prints there. */
export function objectStart(lines: readonly PastedLine[]): number {
  return lines.findIndex((line, at) => {
    if (!/^ *Name: +\S/.test(line.text)) return false
    const next = lines.slice(at + 1, at + 3).find(each => !each.isBlank)
    return next?.indent === line.indent && /^ *(?:Namespace|Roles|Labels):/.test(next.text)
  })
}

const isSpan = (
  value: object,
): value is { line: number; endLine: number; start: number; end: number; excerpt: string | null } =>
  'excerpt' in value && 'endLine' in value

/** Citations quote the source, not the lines that its margins were taken off. */
function quoting<T>(value: T, textOf: (number: number) => string): T {
  if (Array.isArray(value)) return value.map(each => quoting(each, textOf)) as T
  if (typeof value !== 'object' || value === null) return value
  if (isSpan(value)) {
    const lines: string[] = []
    for (let number = value.line; number <= value.endLine && lines.length < 64; number += 1) lines.push(textOf(number))
    const text = lines.join('\n')
    const isCut = value.excerpt === null || text.length > EXCERPT_LIMIT || value.endLine - value.line >= 64
    return { ...value, excerpt: isCut ? null : text }
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, quoting(each, textOf)])) as T
}

/** Whole descriptions in a paste, from their first line to the end of its run. */
export function* wholeObjects(lines: readonly PastedLine[], source: Source): Iterable<Found> {
  const [first] = lines
  if (!first) return
  const originals = new Map<number, string>()
  const own = lines.map((line): Line => {
    const original = source(line)
    originals.set(original.number, original.text)
    const shared = Math.min(line.indent, first.indent)
    return { ...original, text: line.text.slice(shared) }
  })
  const textOf = (number: number): string => originals.get(number) ?? ''
  for (const described of objectsIn(fieldsOf(own))) {
    const [head] = described.fields
    const found: readonly Found[] = !described.proven
      ? unprovenObject(head ? [head.line] : [], described.name)
      : described.kind === 'pod'
        ? readPod(described)
        : described.kind === 'node'
          ? readNode(described)
          : []
    for (const each of found) yield quoting(each, textOf)
  }
}
