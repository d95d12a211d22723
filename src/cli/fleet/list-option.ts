import { readFileSync } from 'node:fs'
import { UsageError } from '../complain.ts'
import type { Io } from '../io.ts'

const lines = (text: string): string[] => text.split(/\r?\n/).filter(line => line !== '')

async function standardInput(io: Io): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of io.stdin) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

/** The paths that `-` or `--list FILE` name, one a line. */
export async function listedPaths(paths: readonly string[], list: string | undefined, io: Io): Promise<string[]> {
  const fromInput = paths.includes('-') || list === '-' ? lines(await standardInput(io)) : []
  if (list === undefined || list === '-') return fromInput
  try {
    return [...fromInput, ...lines(readFileSync(list, 'utf8'))]
  } catch (error) {
    throw new UsageError(`--list: ${list} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
