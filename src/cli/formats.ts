import { type Io, type Parts, writeTo } from './io.ts'

interface Row {
  readonly id: string
  readonly describes: string
  readonly example?: string | null
}

const table = (rows: readonly Row[]): string => {
  const width = Math.max(0, ...rows.map(({ id }) => id.length))
  const below = (example: string): string => `  ${''.padEnd(width)}  ${example}\n`
  return rows
    .map(({ id, describes, example }) => `  ${id.padEnd(width)}  ${describes}\n${example ? below(example) : ''}`)
    .join('')
}

/** `oomlens formats`: what is read, and what is written. */
export async function formatsCommand(io: Io, parts: Parts): Promise<number> {
  const { outputs, containers } = parts
  const from = `a file, a directory, ${containers.join(', ')} (also one in another), or - for standard input`
  await writeTo(
    io.stdout,
    `Reads, whatever the name, told by the content, each with a file of the repository:\n${table(await parts.inputs())}\nFrom: ${from}.\nLayouts of bundles: ${(await parts.layouts()).join(', ')}.\n\nWrites (--format):\n${table(outputs)}`,
  )
  return 0
}
