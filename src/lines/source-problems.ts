import { BundleError } from '../model/bundle.ts'
import { type Line, lineSpan } from '../model/line.ts'
import type { Problem } from '../model/problem.ts'
import { failedCommand, textKind } from './text-kinds.ts'

/** What is wrong with a source that no reader recognised; `head` is how its text begins. */
export function unrecognised(path: string, head: string, bytes: number): Problem {
  const place = { evidence: [], path }
  if (bytes === 0) {
    return {
      code: 'SOURCE_EMPTY',
      severity: 'warning',
      detail: `${path} is empty.`,
      advice: 'Collect it again.',
      ...place,
    }
  }
  const advice = 'Give it dmesg, journal or syslog text, or output of kubectl.'
  if (head.includes('\0')) {
    return { code: 'SOURCE_BINARY', severity: 'info', detail: `${path} is binary data, not a log.`, advice, ...place }
  }
  const failed = failedCommand(path, head)
  if (failed) {
    return {
      code: 'SOURCE_NOT_RECOGNISED',
      severity: 'info',
      detail: `${path} holds nothing but what a command said that failed.`,
      advice: 'Collect it again, if it matters: the cited line says what went wrong.',
      evidence: [lineSpan(failed)],
      path,
    }
  }
  const kind = textKind(head)
  const what = kind === null ? 'in none of the formats that oomlens reads' : `${kind}, which oomlens does not read`
  return {
    code: 'SOURCE_NOT_RECOGNISED',
    severity: 'info',
    detail: `${path} is ${what}; it was searched for kernel lines all the same.`,
    advice,
    ...place,
  }
}

/** Why a source could not be read to its end. */
export function failure(path: string, error: unknown): Problem {
  if (error instanceof BundleError) return error.problem
  return {
    code: 'READER_FAILED',
    severity: 'error',
    detail: `Reading ${path} failed: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'What was read before is used. Please report this with the file.',
    evidence: [],
    path,
  }
}

/** A document that is not held in memory, and is read as lines. */
export const documentTooLarge = (path: string, limitBytes: number): Problem => ({
  code: 'DOCUMENT_TOO_LARGE',
  severity: 'error',
  detail: `${path} is larger than ${limitBytes / 1024 ** 2} MiB and was searched for kernel lines only.`,
  advice: 'Give it in parts, one namespace a file.',
  evidence: [],
  path,
})

/** A line that no log writer makes. It is cited without its text. */
export const tooLong = (line: Line, what: string): Problem => ({
  code: 'LINE_TOO_LONG',
  severity: 'warning',
  detail: `Line ${line.number} is longer than a log line can be; ${what}.`,
  advice: 'Give the log as it was written, one record a line.',
  evidence: [{ ...lineSpan(line), excerpt: null }],
  path: line.path,
})
