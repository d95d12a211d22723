import { OutputError } from '../model/output.ts'
import { chunksOf } from './chunks.ts'
import { UsageError } from './complain.ts'
import { type Io, isClosedPipe, type Sink, type StopSignal } from './io.ts'
import { letGo, Stopped } from './stops.ts'
import { unwritable } from './unwritable.ts'
import { statsOf, writeFileWhole, writePiecesWhole } from './write-file.ts'

/** Names of standard output. As files they would be replaced where it is one, with what stands in it. */
const STANDARD_OUTPUT: readonly string[] = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']

/** The file that `-o` names; undefined for standard output, which `-` names as well. */
export const outputFile = (given: string | undefined): string | undefined =>
  given === undefined || STANDARD_OUTPUT.includes(given) ? undefined : given

/** Says before all the work what would be wrong with writing there; an output that is read as well would destroy what it tells of. */
export function checkOutput(option: string, given: string | undefined, paths: readonly string[]): void {
  const file = outputFile(given)
  if (file === undefined) return
  if (file === '') throw new UsageError(`${option}: the name is empty.`)
  const there = statsOrNull(file)
  if (there?.isDirectory()) throw new UsageError(`${option}: ${file} is a directory. Give the name of a file.`)
  if (!there?.isFile()) return
  for (const path of paths) {
    const stats = path === '-' ? null : statsOrNull(path)
    if (stats && stats.dev === there.dev && stats.ino === there.ino)
      throw new UsageError(`${option}: ${file} is what is read, and would be replaced. Give another name.`)
  }
}

function statsOrNull(path: string): ReturnType<typeof statsOf> {
  try {
    return statsOf(path)
  } catch {
    // What is wrong with it is told where it is opened.
    return null
  }
}

const cannot = (file: string, error: unknown): UsageError =>
  new UsageError(`${file} cannot be written: ${unwritable(error)}`)

/** Writes a file whole or not at all; says in one line why it cannot. A pipe that nobody reads any more ends quietly. */
export function writeNamed(file: string, text: string): void {
  try {
    writeFileWhole(file, text)
  } catch (error) {
    if (!isClosedPipe(error)) throw cannot(file, error)
  }
}

/** Writes to a file, whole or not at all, or to standard output; says in one line why it cannot. */
export async function writeOut(pieces: Iterable<string>, file: string | undefined, io: Io): Promise<void> {
  try {
    if (file === undefined) await writeAll(io.stdout, pieces)
    else await writeToFile(file, pieces, io)
  } catch (error) {
    if (error instanceof OutputError) throw new UsageError(error.message)
    if (error instanceof Stopped || error instanceof UsageError) throw error
    if (!isClosedPipe(error)) throw cannot(file ?? 'standard output', error)
  }
  // Whoever asked the process to end while it wrote a file has what it was for.
  if (file !== undefined) letGo()
}

/** Each chunk is made when the one before it is gone. What nobody reads is not made at all: `oomlens … | head` ends quietly. */
async function writeAll(sink: Sink, pieces: Iterable<string>): Promise<void> {
  for (const chunk of chunksOf(pieces)) await sink.write(chunk)
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
