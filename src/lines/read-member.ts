import { BundleError, type Member } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import type { DocumentFormat, Found, Readers } from '../model/reader.ts'
import type { SourceRead } from '../model/source.ts'
import { type LineReader, newLineReader } from './read-lines.ts'

/** How much of a source is looked at to tell what it is. */
const HEAD_BYTES = 64 * 1024
/** A document is held in memory as a whole; larger ones are read as lines only. */
const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const isProblem = (found: Found): found is Problem => 'code' in found

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1
  return count + (bytes.length > 0 && bytes.at(-1) !== 10 ? 1 : 0)
}

/** What is wrong with a source that no reader recognised. */
function unrecognised(path: string, head: Uint8Array, bytes: number): Problem {
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
  if (head.includes(0)) {
    return { code: 'SOURCE_BINARY', severity: 'info', detail: `${path} is binary data, not a log.`, advice, ...place }
  }
  return {
    code: 'SOURCE_NOT_RECOGNISED',
    severity: 'info',
    detail: `${path} is in none of the formats that oomlens reads; it was searched for kernel lines all the same.`,
    advice,
    ...place,
  }
}

function failure(path: string, error: unknown): Problem {
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

/** Reads one source to its end, or to where it breaks; what was found before a break is kept. */
export async function readMember(
  member: Member,
  readers: Readers,
  found: (found: Found) => void,
  onBytes: (bytes: number) => void = () => {},
): Promise<SourceRead> {
  const { path } = member
  let events = 0
  const give = (each: Found): void => {
    if (!isProblem(each)) events += 1
    found(each)
  }
  const head: Uint8Array[] = []
  let bytes = 0
  let decided = false
  let document: DocumentFormat | null = null
  let kept: Uint8Array[] = []
  let lines: LineReader = newLineReader(path, readers, give)

  function decide(): void {
    decided = true
    const text = utf8.decode(joined(head))
    document = readers.documents.find(format => format.matches(path, text)) ?? null
    if (document !== null) {
      kept = [...head]
      return
    }
    const records = readers.records.find(format => format.matches(path, text))
    if (records) lines = newLineReader(path, readers, give, records)
    for (const chunk of head) lines.push(chunk)
  }

  function take(chunk: Uint8Array): void {
    bytes += chunk.length
    if (!decided) {
      head.push(chunk)
      if (bytes >= HEAD_BYTES) decide()
    } else if (document === null) {
      lines.push(chunk)
    } else {
      kept.push(chunk)
      if (bytes > MAX_DOCUMENT_BYTES) fallBack()
    }
  }

  function fallBack(): void {
    give({
      code: 'DOCUMENT_TOO_LARGE',
      severity: 'error',
      detail: `${path} is larger than ${MAX_DOCUMENT_BYTES / 1024 ** 2} MiB and was searched for kernel lines only.`,
      advice: 'Give it in parts, one namespace a file.',
      evidence: [],
      path,
    })
    document = null
    for (const chunk of kept) lines.push(chunk)
    kept = []
  }

  try {
    for await (const chunk of member.bytes()) {
      take(chunk)
      onBytes(chunk.length)
    }
  } catch (error) {
    give(failure(path, error))
  }
  if (!decided) decide()
  const format = document as DocumentFormat | null
  if (format === null) {
    const read = lines.end()
    if (read.format === null && events === 0) give(unrecognised(path, joined(head).subarray(0, HEAD_BYTES), bytes))
    const name = read.format ?? (events > 0 ? 'kernel text' : 'unknown')
    return { path, format: name, bytes, lines: read.lines, events, host: read.host, boots: read.boots }
  }
  const whole = joined(kept)
  try {
    for (const each of format.read({ path, text: utf8.decode(whole), bytes: whole })) give(each)
  } catch (error) {
    give(failure(path, error))
  }
  return { path, format: format.id, bytes, lines: newlinesIn(whole), events, host: null, boots: [] }
}
