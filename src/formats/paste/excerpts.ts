import type { Line } from '../../model/line.ts'
import type { ExcerptFormat, Found } from '../../model/reader.ts'
import { linesOf } from '../kubectl/source-lines.ts'
import { newCapture } from '../kubernetes/capture.ts'
import { placesOf } from '../kubernetes/place.ts'
import { cellsRows, isCellsRow } from './cells-row.ts'
import { describedPieces } from './described-pieces.ts'
import { eventPieces } from './event-pieces.ts'
import { eventRow } from './event-row.ts'
import type { Source } from './excerpt-pod.ts'
import type { FragmentNode } from './fragment.ts'
import { fragmentFacts } from './fragment-facts.ts'
import { goMapsIn } from './go-map.ts'
import { readIndented } from './indented.ts'
import { jsonIn, jsonLines } from './json-lines.ts'
import { type PastedLine, pastedLines } from './pasted-line.ts'
import { podRow, podRows } from './pod-row.ts'
import type { Reading } from './reading.ts'
import { type Run, runsOf } from './runs.ts'
import { isTableHead } from './tables.ts'
import { objectStart, wholeObjects } from './whole-objects.ts'

/** What programs print themselves, whatever it looks like. */
const LOG_COMMANDS = new Set(['logs', 'log', 'attach', 'exec'])

const isRow = (line: PastedLine): boolean => eventRow(line) !== null || podRow(line.text) !== null || isCellsRow(line)

function* fragmentsIn(run: Run, reading: Omit<Reading, 'pod'>): Iterable<Found> {
  const { command, commandEnd, lines } = run
  const end = lines.find(line => line.at >= commandEnd)?.from ?? Number.POSITIVE_INFINITY
  const named = { name: command?.kind === 'pod' ? command.name : null, namespace: command?.namespace ?? null }
  const nobody = { name: null, namespace: null }
  const factsOf = (root: FragmentNode): Iterable<Found> =>
    fragmentFacts(root, { ...reading, pod: root.start < end ? named : nobody })
  const { texts } = readIndented(lines)
  for (const root of jsonIn(lines, texts)) yield* factsOf(root)
  for (const root of goMapsIn(lines, texts)) yield* factsOf(root)
  const braced = jsonLines(lines, texts)
  for (const root of readIndented(lines.filter(line => !braced.has(line.at))).roots) yield* factsOf(root)
}

function* piecesIn(whole: Run, source: Source, reading: Omit<Reading, 'pod'>): Iterable<Found> {
  const start = objectStart(whole.lines)
  if (start >= 0) yield* wholeObjects(whole.lines.slice(start), source)
  const run = start >= 0 ? { ...whole, lines: whole.lines.slice(0, start) } : whole
  yield* describedPieces(run, source)
  yield* eventPieces(run, source)
  yield* podRows(run, source)
  yield* cellsRows(run, source)
  yield* fragmentsIn(run, reading)
}

/**
 * What people paste of Kubernetes: parts of descriptions, tables with or without their heads, cut JSON and YAML, with
 * prompts, quotes, fences and sentences around them.
 */
export const kubernetesExcerpts: ExcerptFormat = {
  id: 'kubernetes-excerpt',
  cues: [
    'OOMKilled',
    'OOM Killed',
    'OOMKilling',
    'SystemOOM',
    'NodeOOM',
    'Exit Code',
    'exitCode',
    'ExitCode',
    'Evicted',
    'Signal:9',
    'CPU(cores)',
    'LAST SEEN',
    'RESTARTS',
    'KERNEL-VERSION',
    'INTERNAL-IP',
    'Last State',
  ],
  read({ path, text, bytes }) {
    const lines = linesOf(path, bytes)
    // What is behind the last newline is a line of the text, and none of the file.
    const rest: Line = { path, number: lines.length + 1, start: bytes.length, end: bytes.length, text: '' }
    const source: Source = line => lines[line.at] ?? rest
    const pasted = pastedLines(text)
    const reading = { places: placesOf({ path, text, bytes }), capture: newCapture() }
    const found: Found[] = []
    for (const run of runsOf(pasted, isRow)) {
      if (run.command !== null && LOG_COMMANDS.has(run.command.verb)) continue
      for (const each of piecesIn(run, source, reading)) found.push(each)
    }
    const isTable = pasted.some(line => isTableHead(line.text))
    return { found, format: found.length > 0 ? 'kubernetes-excerpt' : isTable ? 'kubectl-table' : null }
  },
}
