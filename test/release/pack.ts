import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './manifest.ts'

/** A package as npm would publish it. Sizes in bytes. */
export interface Packed {
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly files: readonly string[]
}

/** Packs what is built now into a folder. */
export function packInto(folder: string): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const told = execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const [only] = JSON.parse(told) as readonly {
    readonly filename: string
    readonly size: number
    readonly unpackedSize: number
    readonly files: readonly { readonly path: string }[]
  }[]
  if (!only) throw new Error('npm pack names no package')
  const path = join(folder, only.filename)
  return {
    path,
    bytes: new Uint8Array(readFileSync(path)),
    packedBytes: only.size,
    unpackedBytes: only.unpackedSize,
    files: only.files.map(file => file.path),
  }
}
