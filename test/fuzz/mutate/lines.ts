import type { Random } from '../random.ts'
import { type Change, type Named, named } from './change.ts'

/** A run of lines, short ones more often. */
function run(lines: readonly string[], random: Random): readonly [number, number] {
  const from = random.below(lines.length)
  return [from, from + 1 + random.below(random.chance(0.7) ? 3 : lines.length)]
}

const ofLines =
  (change: (lines: string[], random: Random, other: readonly string[]) => readonly string[]): Change =>
  (text, random, { other }) =>
    change(text.split('\n'), random, other.split('\n')).join('\n')

const drop = ofLines((lines, random) => {
  const [from, to] = run(lines, random)
  return lines.toSpliced(from, to - from)
})

/** What is left is small, and reaches as much in less time. */
const keep = ofLines((lines, random) => lines.slice(...run(lines, random)))

const double = ofLines((lines, random) => {
  const [from, to] = run(lines, random)
  return lines.toSpliced(random.below(lines.length + 1), 0, ...lines.slice(from, Math.min(to, from + 60)))
})

const swap = ofLines((lines, random) => {
  const [a, b] = [random.below(lines.length), random.below(lines.length)]
  return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '')
})

/** Two logs in one file, as terminals and collectors that write at once leave them. */
const interleave = ofLines((lines, random, other) => {
  const most = 1 + random.below(4)
  const from = random.below(other.length)
  const [at, end] = [random.below(lines.length), from + 40]
  const mixed: string[] = lines.slice(0, at)
  let rest = at
  for (let next = from; next < Math.min(end, other.length); ) {
    for (let count = random.below(most + 1); count > 0 && rest < lines.length; count -= 1)
      mixed.push(lines[rest++] ?? '')
    for (let count = 1 + random.below(most); count > 0 && next < other.length; count -= 1)
      mixed.push(other[next++] ?? '')
  }
  return [...mixed, ...lines.slice(rest)]
})

const ENDS = ['\r\n', '\r', '\n\n', '\u0000\n', '\\n', ' \n', '=\n', '', '#012', '\\x0a', '\n    ', '\n> ']
const ends: Change = (text, random) => {
  const end = random.pick(ENDS)
  if (random.chance(0.3)) return text.length > 100_000 ? text : text.replaceAll('\n', end)
  const at = text.indexOf('\n', random.below(text.length))
  return at === -1 ? text + end : text.slice(0, at) + end + text.slice(at + 1)
}

const MARGINS = [
  '  ',
  '> ',
  '\t',
  '- ',
  '    ',
  'node-1 ',
  '12: ',
  'a.log:',
  '<4>',
  '[    1.000000] ',
  'kernel: ',
  '# ',
  '|',
]
const margin = ofLines((lines, random) => {
  const put = random.pick(MARGINS)
  const [from, to] = random.chance(0.3) ? [0, lines.length] : run(lines, random)
  return lines.map((line, at) => (from <= at && at < to ? put + line : line))
})

/** The indentation of one line, which is what YAML and descriptions say with it. */
const indent = ofLines((lines, random) => {
  const at = random.below(lines.length)
  const line = (lines[at] ?? '').trimStart()
  return lines.with(at, ' '.repeat(random.below(12)) + line)
})

/** Broken at the last column of a terminal, or by a mail program. */
const wrap = ofLines((lines, random) => {
  const width = random.pick([40, 60, 72, 76, 80, 120])
  return lines.flatMap(line =>
    line.length <= width || line.length > 4000
      ? [line]
      : Array.from({ length: Math.ceil(line.length / width) }, (_, at) => line.slice(at * width, (at + 1) * width)),
  )
})

const reverse = ofLines(lines => lines.toReversed())

/** Changes of lines among themselves. */
export const lines: readonly Named[] = [
  ...named({ dropLines: drop }),
  ...named({
    dropLines: drop,
    keepLines: keep,
    duplicateLines: double,
    swapLines: swap,
    interleave,
    lineEnds: ends,
    margin,
    indent,
    wrapLines: wrap,
    reverseLines: reverse,
  }),
]
