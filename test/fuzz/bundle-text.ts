import type { SeedBundle, SeedFile } from './seeds.ts'
import { binary, unbinary } from './seeds.ts'

/** Several files as one string, so that a bundle is changed as a file is: also across its files. */
const MARK = '\u0001\u0002'

export const bundleText = ({ files }: SeedBundle): string =>
  files.map(({ path, bytes }) => `${MARK}${binary(Buffer.from(path))}\n${binary(bytes)}`).join('')

/** What is left of them after changes: any string is some bundle. Of files of one path the last stays. */
export function filesOf(text: string): readonly SeedFile[] {
  const files = new Map<string, Uint8Array>()
  for (const part of text.split(MARK)) {
    if (part === '') continue
    const at = part.indexOf('\n')
    const path = Buffer.from(part.slice(0, Math.max(0, at)), 'latin1')
      .toString()
      .slice(0, 300)
    files.set(path === '' ? 'file' : path, unbinary(part.slice(at + 1)))
  }
  return [...files].map(([path, bytes]) => ({ path, bytes }))
}
