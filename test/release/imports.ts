import { isBuiltin } from 'node:module'
import { build } from 'esbuild'
import { ROOT } from './manifest.ts'

/** `@noble/hashes/sha2.js` → `@noble/hashes`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The packages that are loaded at run time by these files and all that they import; modules of Node are none. */
export async function packagesOf(...entryPoints: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...entryPoints],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: 'nowhere',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const imports = Object.values(metafile.inputs).flatMap(input => input.imports)
  const bare = imports.filter(({ external, path }) => external && !isBuiltin(path)).map(({ path }) => packageOf(path))
  return [...new Set(bare)].toSorted()
}
