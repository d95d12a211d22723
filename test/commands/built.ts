import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { ROOT } from './pages.ts'

/** Builds the command line from the sources as they are, and puts a program `oomlens` into a directory. */
export function buildOomlens(directory: string): void {
  const lib = join(directory, 'lib')
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: { cli: 'src/cli/main.ts', 'cli/fleet-worker': 'src/cli/fleet/worker.ts' },
    outdir: lib,
    chunkNames: 'cli/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    external: ['react-devtools-core'],
    banner: {
      js: "import { createRequire as requireMaker } from 'node:module'\nconst require = requireMaker(import.meta.url)",
    },
    logLevel: 'warning',
  })
  writeFileSync(join(lib, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(lib, 'start.js'), "import { start } from './cli.js'\nawait start()\n")
  mkdirSync(join(directory, 'bin'), { recursive: true })
  const program = join(directory, 'bin/oomlens')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(lib, 'start.js')}' "$@"\n`)
  chmodSync(program, 0o755)
  // What npx would find in a checkout.
  const npx = join(directory, 'bin/npx')
  writeFileSync(npx, '#!/bin/sh\n[ "$1" = oomlens ] || exit 127\nexec "$@"\n')
  chmodSync(npx, 0o755)
}
