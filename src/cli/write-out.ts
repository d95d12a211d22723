import { OutputError } from '../model/output.ts'
import { chunksOf } from './chunks.ts'
import { UsageError } from './complain.ts'
import { type Io, isClosedPipe, type Sink, type StopSignal } from './io.ts'
import { Stopped } from './stops.ts'
import { writePiecesWhole } from './write-file.ts'

/** The file that `-o` names; undefined for standard output, which `-` names as well. */
export const outputFile = (given: string | undefined): string | undefined => (given === '-' ? undefined : given)

/** Writes to a file, whole or not at all, or to standard output; says in one line why it cannot. */
export async function writeOut(pieces: Iterable<string>, file: string | undefined, io: Io): Promise<void> {
  try {
    if (file === undefined) await writeAll(io.stdout, pieces)
    else await writeToFile(file, pieces, io)
  } catch (error) {
    if (error instanceof Stopped) throw error
    if (error instanceof OutputError) throw new UsageError(error.message)
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${file ?? 'standard output'} cannot be written: ${reason}`)
  }
}

/** Each chunk is made when the one before it is gone. What nobody reads is not made at all: `oomlens … | head` ends quietly. */
async function writeAll(sink: Sink, pieces: Iterable<string>): Promise<void> {
  try {
    for (const chunk of chunksOf(pieces)) await sink.write(chunk)
  } catch (error) {
    if (!isClosedPipe(error)) throw error
  }
}

/** Whoever ends the process meanwhile gets no half of a file, and none beside it. */
async function writeToFile(file: string, pieces: Iterable<string>, io: Io): Promise<void> {
  const stop = new AbortController()
  const asked: StopSignal[] = []
  const release = io.onStop?.(signal => {
    asked.push(signal)
    stop.abort()
  })
  try {
    await writePiecesWhole(file, pieces, stop.signal)
  } catch (error) {
    const [signal] = asked
    throw signal === undefined ? error : new Stopped(signal)
  } finally {
    release?.()
  }
}
