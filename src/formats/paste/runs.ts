import type { Command } from './command.ts'
import type { PastedLine } from './pasted-line.ts'

/** Lines of a paste that stand together. */
export interface Run {
  /** The command whose output they are, where it stands right above them. */
  readonly command: Command | null
  /** Place of the first line that is no more of that output: people go on with a sentence after an empty line. */
  readonly commandEnd: number
  readonly lines: readonly PastedLine[]
}

/** What grep puts between the places that it found. */
const SEPARATOR = /^\s*--\s*$/

const PROSE_BEGINS = /^(?!\S+:\s)[A-Z*_"'(]/
const PROSE_ENDS = /[\w.:!?)*_]$/

/** A sentence of two words and more: what people write between pieces of output. */
const isProse = (text: string): boolean =>
  PROSE_BEGINS.test(text) && PROSE_ENDS.test(text) && /\s\S/.test(text.slice(1, -1))

const SENTENCE = /^(?!\S+:\s)(?!.* {2})\S+(?: \S+){2,}$/

/** Place of a sentence after an empty line, below the first line of output. */
function endOfOutput(lines: readonly PastedLine[]): number {
  const first = lines.findIndex(line => !line.isBlank)
  const end = lines.findIndex(
    (line, at) => at > first && line.indent === 0 && lines[at - 1]?.isBlank === true && SENTENCE.test(line.text.trim()),
  )
  return lines[end]?.at ?? Number.POSITIVE_INFINITY
}

/** The command that a line of the run is output of. */
export const commandAt = ({ command, commandEnd }: Run, line: PastedLine): Command | null =>
  line.at < commandEnd ? command : null

/**
 * Cuts a paste at fences, headings and command lines. Lines below one of a program's log belong to it, whatever they look
 * like, until a border, or until a sentence after an empty line: what an application prints is no output of kubectl.
 */
export function runsOf(lines: readonly PastedLine[], isRow: (line: PastedLine) => boolean): readonly Run[] {
  const runs: Run[] = []
  let command: Command | null = null
  let current: PastedLine[] = []
  let isOwned = false
  /** Output of the command has come, so that what follows a fence is something else. */
  let isUsed = false
  let isAfterBlank = true
  const flush = (): void => {
    if (current.some(line => !line.isBlank)) {
      runs.push({ command, commandEnd: endOfOutput(current), lines: current })
      isUsed = true
    }
    current = []
  }
  for (const line of lines) {
    if (line.isBorder) {
      flush()
      isOwned = false
      if (line.command !== null || (isUsed && !SEPARATOR.test(line.text))) {
        command = line.command
        isUsed = false
      }
    } else if (line.isLog && !isRow(line)) {
      flush()
      isOwned = true
    } else if (isOwned) {
      if (isAfterBlank && line.indent === 0 && isProse(line.text.trim())) {
        isOwned = false
        current = [line]
      }
    } else current.push(line)
    isAfterBlank = line.isBlank
  }
  flush()
  return runs
}
