import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url))

/** What package.json says, as far as a release asks. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly repository?: unknown
  readonly scripts: Readonly<Record<string, string>>
  readonly engines: { readonly node: string }
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

export const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Manifest
