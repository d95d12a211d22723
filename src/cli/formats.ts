import { type Io, type Parts, writeTo } from './io.ts'

const table = (rows: readonly { readonly id: string; readonly describes: string }[]): string => {
  const width = Math.max(0, ...rows.map(({ id }) => id.length))
  return rows.map(({ id, describes }) => `  ${id.padEnd(width)}  ${describes}\n`).join('')
}

/** `oomlens formats`: what is read, and what is written. */
export async function formatsCommand(io: Io, parts: Parts): Promise<number> {
  const { outputs, containers } = parts
  const from = `a file, a directory, ${containers.join(', ')} (also one in another), or - for standard input`
  await writeTo(
    io.stdout,
    `Reads, whatever the name, told by the content:\n${table(await parts.inputs())}\nFrom: ${from}.\n\nWrites (--format):\n${table(outputs)}`,
  )
  return 0
}
