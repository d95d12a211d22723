import type { Member } from '../model/bundle.ts'
import { decoderOf, type Encoding, encodingOf } from '../model/encoding.ts'
import type { Problem } from '../model/problem.ts'
import { type DocumentFormat, type ExcerptFormat, type Found, isSeries, type Readers } from '../model/reader.ts'
import type { SourceRead } from '../model/source.ts'
import { binaryProblem } from './binary-kinds.ts'
import { cueExpression } from './cues.ts'
import { type HeldDocument, newHeldDocument } from './held-document.ts'
import { joined } from './joined.ts'
import { type LineReader, newLineReader } from './read-lines.ts'
import { beside, newSampleReader } from './read-samples.ts'
import { documentTooLarge, failure, unrecognised } from './source-problems.ts'

/** How much of a source is looked at to tell what it is. */
const HEAD_BYTES = 64 * 1024
/** A document is held in memory as a whole; larger ones are read as lines only. */
const MAX_DOCUMENT_BYTES = 512 * 1024 * 1024
/** Nobody pastes more; larger texts are logs. */
const MAX_PASTE_BYTES = 16 * 1024 * 1024

const isProblem = (found: Found): found is Problem => 'code' in found

function linesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count + (text === '' || text.endsWith('\n') ? 0 : 1)
}

/** What the pieces of a text tell, what it is where one knows it, and the lines that they cite. */
interface Pieces {
  readonly found: readonly Found[]
  readonly format: string | null
  readonly cited: ReadonlySet<number>
}

const NO_PIECES: Pieces = { found: [], format: null, cited: new Set() }

const excerptCues = new WeakMap<ExcerptFormat, RegExp>()

function cueOf(format: ExcerptFormat): RegExp {
  const cue = excerptCues.get(format) ?? cueExpression(format.cues)
  excerptCues.set(format, cue)
  return cue
}

/** Looks for pieces of documents in a text that was read line by line. */
function readExcerpts(path: string, bytes: Uint8Array, encoding: Encoding, { excerpts = [] }: Readers): Pieces {
  const found: Found[] = []
  let name: string | null = null
  let text: string | null = null
  for (const format of excerpts) {
    text ??= decoderOf(encoding)(bytes)
    if (!cueOf(format).test(text)) continue
    try {
      const read = format.read({ path, text, bytes })
      for (const each of read.found) found.push(each)
      name ??= read.format
    } catch (error) {
      found.push(failure(path, error))
    }
  }
  const cited = found.flatMap(each => (isProblem(each) || isSeries(each) ? [] : each.evidence.map(span => span.line)))
  return { found, format: name, cited: new Set(cited) }
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
  let ofPrograms = 0
  const give = (each: Found): void => {
    if (!isProblem(each)) events += 1
    if ('kind' in each && each.kind.startsWith('app.')) ofPrograms += 1
    found(each)
  }
  /** Lines that no reader of lines knows: a piece of a document may hold them. */
  const unread: Problem[] = []
  const giveOfLine = (each: Found): void => {
    if (isProblem(each) && each.code === 'KERNEL_LINE_UNREAD') unread.push(each)
    else give(each)
  }
  const head: Uint8Array[] = []
  let bytes = 0
  let decided = false
  let encoding: Encoding = 'utf-8'
  let document: DocumentFormat | null = null
  /** Of a document. */
  let whole: HeldDocument | null = null
  let kept: Uint8Array[] = []
  /** Null before it is decided how the source is read, and for what holds no lines. */
  let lines: LineReader | null = null

  async function decide(): Promise<void> {
    decided = true
    const start = joined(head)
    const binary = binaryProblem(path, start)
    if (binary) {
      give(binary)
      return
    }
    encoding = encodingOf(start)
    const text = decoderOf(encoding)(start)
    document = readers.documents.find(format => format.matches(path, text)) ?? null
    if (document !== null) {
      whole = newHeldDocument(member.sizeBytes)
      for (const chunk of head) whole.add(chunk)
      return
    }
    const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text
    const records = readers.records.find(format => format.matches(path, text)) ?? null
    await records?.load?.()
    const linesOf = (found: (found: Found) => void): LineReader =>
      newLineReader(path, readers, found, {
        records: records?.open(path, text) ?? null,
        encoding,
        hasNoBreakSpaces: text.includes('\u00a0'),
      })
    const samples = readers.series.find(format => format.matches(path, unmarked))
    lines = samples ? beside(newSampleReader(path, samples, give, encoding), linesOf, give) : linesOf(giveOfLine)
    kept = [...head]
    for (const chunk of head) lines.push(chunk)
  }

  async function take(chunk: Uint8Array): Promise<void> {
    bytes += chunk.length
    if (!decided) {
      head.push(new Uint8Array(chunk))
      if (bytes >= HEAD_BYTES) await decide()
    } else if (document === null) {
      lines?.push(chunk)
      if (bytes > MAX_PASTE_BYTES) kept = []
      else kept.push(new Uint8Array(chunk))
    } else {
      whole?.add(chunk)
      if (bytes > MAX_DOCUMENT_BYTES) fallBack()
    }
  }

  function fallBack(): void {
    give(documentTooLarge(path, MAX_DOCUMENT_BYTES))
    document = null
    lines = newLineReader(path, readers, give, { encoding })
    const held = whole?.bytes() ?? new Uint8Array()
    for (let at = 0; at < held.length; at += HEAD_BYTES) lines.push(held.subarray(at, at + HEAD_BYTES))
    whole = null
  }

  try {
    for await (const chunk of member.bytes()) {
      await take(chunk)
      onBytes(chunk.length)
    }
  } catch (error) {
    give(failure(path, error))
  }
  if (!decided) await decide()
  const format = document as DocumentFormat | null
  if (format !== null) {
    const held = (whole as HeldDocument | null)?.bytes() ?? new Uint8Array()
    let count = 0
    try {
      await format.load?.()
      const text = decoderOf(encoding)(held)
      count = linesIn(text)
      for (const each of format.read({ path, text, bytes: held })) give(each)
    } catch (error) {
      give(failure(path, error))
    }
    return { path, format: format.id, bytes, lines: count, events, host: null, boots: [] }
  }
  const read = (lines as LineReader | null)?.end()
  if (!read) return { path, format: 'unknown', bytes, lines: 0, events, host: null, boots: [] }
  const textOf = events === 0 ? null : ofPrograms === events ? 'program-text' : 'kernel text'
  const pieces = bytes > MAX_PASTE_BYTES ? NO_PIECES : readExcerpts(path, joined(kept), encoding, readers)
  const excerpt = pieces.format
  for (const each of pieces.found) give(each)
  // What a piece cites was read, though not as a line.
  const isRead = (line: number): boolean => pieces.cited.has(line)
  for (const each of unread) if (!each.evidence.every(span => isRead(span.line))) give(each)
  if (read.format === null && events === 0 && excerpt === null)
    give(unrecognised(path, decoderOf(encoding)(joined(head).subarray(0, HEAD_BYTES)), bytes))
  const name = read.format ?? textOf ?? excerpt ?? 'unknown'
  return { path, format: name, bytes, lines: read.lines, events, host: read.host, boots: read.boots }
}
