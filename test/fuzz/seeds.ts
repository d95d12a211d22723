import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openBundle } from '../../src/node/index.ts'
import { held, isHeld } from '../corpus/cases.ts'

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url))

/** One file of the corpus, or of a folder that was given, unpacked. */
export interface SeedFile {
  /** As the report of its bundle names it. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** The files of one bundle. */
export interface SeedBundle {
  readonly name: string
  readonly files: readonly SeedFile[]
}

const bundlesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.name !== 'report.json')
    .flatMap(entry => {
      const path = `${folder}${entry.name}`
      if (/^bundle(?:\.|$)/.test(entry.name)) return [path]
      return entry.isDirectory() ? bundlesIn(`${path}/`) : []
    })
    .sort()

/** All of the corpus, and whatever else is given: any collection of logs. */
export async function seedBundles(more: readonly string[] = []): Promise<readonly SeedBundle[]> {
  const bundles: SeedBundle[] = []
  for (const path of [...bundlesIn(CORPUS), ...more]) {
    const files = (await held(await openBundle(path))).filter(isHeld)
    bundles.push({ name: path.replace(CORPUS, ''), files: files.map(file => ({ path: file.path, bytes: file.bytes })) })
  }
  return bundles
}

/** Bytes as a string with one character each, so that one generator changes texts and bytes. */
export const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
export const unbinary = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

const LONGEST_LINE = 2000
const shapeOf = (line: string): string =>
  line
    .replace(/\d+/g, '0')
    .replace(/0x[0-9a-f]+/g, 'x')
    .slice(0, 160)

/** Lines of all files, one for each shape: what differs in its numbers alone teaches nothing more. */
export function seedLines(bundles: readonly SeedBundle[]): readonly string[] {
  const decoder = new TextDecoder()
  const shapes = new Map<string, string>()
  for (const { files } of bundles)
    for (const { bytes } of files)
      for (const line of decoder.decode(bytes).split('\n')) {
        const text = line.slice(0, LONGEST_LINE)
        const shape = shapeOf(text)
        if (!shapes.has(shape)) shapes.set(shape, text)
      }
  return [...shapes.values()]
}
