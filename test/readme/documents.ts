import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url))

export const document = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** A fenced block: what stands behind the fence, its text, and its place in the document. */
export interface Fenced {
  readonly language: string
  /** `file=…`, `run=…`. */
  readonly mark: string
  readonly text: string
  readonly index: number
}

export const fencedIn = (markdown: string): readonly Fenced[] =>
  [...markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(match => ({
    language: match[1] ?? '',
    mark: match[2] ?? '',
    text: match[3] ?? '',
    index: match.index,
  }))

/** Runs an example with the package's own name standing for its sources; gives what it prints. */
export function printedBy(example: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: example, resolveDir: ROOT, loader: 'ts' },
    alias: { oomlens: './src/index.ts', 'oomlens/extend': './src/extend.ts', 'oomlens/node': './src/node/index.ts' },
    absWorkingDir: ROOT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
  })
  const input = outputFiles[0]?.text ?? ''
  return execFileSync(process.execPath, ['--input-type=module'], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    env: { NO_COLOR: '1' },
  })
}
