import { readBraced } from './braced.ts'
import type { FragmentNode } from './fragment.ts'
import type { PastedLine } from './pasted-line.ts'

const START =
  /^\s*(?:[[{](?:\s*$|\s*["'{[}\]]|\s*[\w$]{1,60}:)|"[^"\n]{1,250}"\s*:|[\w$]{1,60}:\s*[[{]\s*$|[\]}],?\s*$)/
const MORE = /^\s*(?:["'{}[\],]|[\w$./-]{1,120}\s*:(?:\s|$)|(?:true|false|null|-?\d)|\.{2,}|…|$)/
/** An object behind words on the same line, as jsonpath templates print it. */
const INLINE = /(?<=[\s=])\{"(?:terminated|running|waiting|lastState|state)":\{/

/** Runs of lines that are JSON by their form, cut anywhere; lines that belong to a text are none. */
function stretches(lines: readonly PastedLine[], texts: ReadonlySet<number>): readonly (readonly PastedLine[])[] {
  const found: PastedLine[][] = []
  let open: PastedLine[] | null = null
  for (const line of lines) {
    const isText = texts.has(line.at)
    if (open && !isText && MORE.test(line.raw)) open.push(line)
    else if (!isText && START.test(line.raw)) {
      open = [line]
      found.push(open)
    } else open = null
  }
  return found
}

function readStretch(lines: readonly PastedLine[]): readonly FragmentNode[] {
  const starts: number[] = []
  let text = ''
  for (const { raw } of lines) {
    starts.push(text.length)
    text += `${raw}\n`
  }
  let at = 0
  return readBraced(text, unit => {
    // Asked for in the order of the text, or near to it.
    if ((starts[at] ?? 0) > unit) at = 0
    while (at + 1 < starts.length && (starts[at + 1] ?? 0) <= unit) at += 1
    return (lines[at]?.from ?? 0) + unit - (starts[at] ?? 0)
  })
}

/** Places of the lines that are JSON. */
export const jsonLines = (lines: readonly PastedLine[], texts: ReadonlySet<number>): ReadonlySet<number> =>
  new Set(stretches(lines, texts).flatMap(stretch => stretch.map(line => line.at)))

/** Pieces of JSON in lines. */
export function* jsonIn(lines: readonly PastedLine[], texts: ReadonlySet<number>): Iterable<FragmentNode> {
  for (const stretch of stretches(lines, texts)) yield* readStretch(stretch)
  for (const line of lines) {
    const start = texts.has(line.at) || START.test(line.raw) ? -1 : line.raw.search(INLINE)
    if (start >= 0) yield* readBraced(line.raw.slice(start), unit => line.from + start + unit)
  }
}
