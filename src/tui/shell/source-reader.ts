import { type Bundle, BundleError, isProblem } from '../../model/bundle.ts'
import { ENCODING_BYTES, encodingOf, newlineIn, unitBytes } from '../../model/encoding.ts'
import type { Span } from '../../model/span.ts'
import { sourceTextOf } from '../case/source-text.ts'
import type { SourceFile } from '../state/state.ts'

/** Bytes that are held of a source, before a citation and behind it. */
export const HELD_BYTES: number = 16 * 1024 * 1024

interface Held {
  readonly chunks: Uint8Array[]
  /** Where the first chunk begins, and the number of the line that begins there. */
  offset: number
  line: number
}

const linesIn = (bytes: Uint8Array, encoding: ReturnType<typeof encodingOf>): number => {
  let count = 0
  for (let at = newlineIn(bytes, 0, encoding); at !== -1; at = newlineIn(bytes, at + unitBytes(encoding), encoding))
    count += 1
  return count
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** What is held may begin within a line: that line is left out. */
function fromWholeLine(
  { chunks, offset, line }: Held,
  cutAfter: boolean,
  encoding: ReturnType<typeof encodingOf>,
): SourceFile {
  const bytes = joined(chunks)
  const unit = unitBytes(encoding)
  const newline = offset === 0 ? -1 : newlineIn(bytes, 0, encoding)
  const skipped = newline === -1 ? 0 : newline + unit
  const place = {
    offset: offset + skipped,
    firstLine: line + (skipped > 0 ? 1 : 0),
    cutBefore: offset > 0,
    cutAfter,
    encoding,
  }
  return { is: 'ready', text: sourceTextOf(bytes.subarray(skipped), place) }
}

async function around(
  chunks: AsyncIterable<Uint8Array>,
  { start, end }: Span,
  isWanted: () => boolean,
  heldBytes: number,
): Promise<SourceFile | null> {
  const held: Held = { chunks: [], offset: 0, line: 1 }
  let encoding: ReturnType<typeof encodingOf> | null = null
  let read = 0
  let cutAfter = false
  for await (const part of chunks) {
    if (!isWanted()) return null
    // The giver may use its buffer again. UTF-16 needs whole units in each chunk.
    held.chunks.push(part.slice())
    read += part.length
    // The first chunk may be too small to tell.
    if (encoding === null && read >= ENCODING_BYTES) encoding = encodingOf(joined(held.chunks))
    for (
      let [first] = held.chunks;
      first && encoding && held.offset + first.length < start - heldBytes;
      [first] = held.chunks
    ) {
      held.line += linesIn(first, encoding)
      held.offset += first.length
      held.chunks.shift()
    }
    cutAfter = read > end + heldBytes
    if (cutAfter) break
  }
  return fromWholeLine(held, cutAfter, encoding ?? encodingOf(joined(held.chunks)))
}

/** Opens the file of a citation again, and holds the lines around it. Reads as far as it must, and null when it was left. */
export async function readSource(
  bundle: Bundle,
  span: Span,
  isWanted: () => boolean,
  heldBytes: number = HELD_BYTES,
): Promise<SourceFile | null> {
  try {
    for await (const member of bundle.members()) {
      if (!isWanted()) return null
      if (isProblem(member) || member.path !== span.path) continue
      return await around(member.bytes(), span, isWanted, heldBytes)
    }
    return { is: 'absent', why: 'The bundle has no file of this name. The report keeps this:' }
  } catch (error) {
    if (error instanceof BundleError) return { is: 'absent', why: `${error.problem.detail}. The report keeps this:` }
    throw error
  }
}
