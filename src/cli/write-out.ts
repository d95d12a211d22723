import { UsageError } from './complain.ts'
import { type Io, writeTo } from './io.ts'
import { writeFileWhole } from './write-file.ts'

/** The file that `-o` names; undefined for standard output, which `-` names as well. */
export const outputFile = (given: string | undefined): string | undefined => (given === '-' ? undefined : given)

/** Writes to a file, whole or not at all, or to standard output; says in one line why it cannot. */
export async function writeOut(text: string, file: string | undefined, io: Io): Promise<void> {
  try {
    if (file === undefined) await writeTo(io.stdout, text)
    else writeFileWhole(file, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${file ?? 'standard output'} cannot be written: ${reason}`)
  }
}
