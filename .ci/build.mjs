// Builds dist/: the library file by file with its types, the command line as a bundle that needs no installed packages.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { uncheckedGrammars, withoutPrograms } from './changed-packages.mjs'
import { commitOf } from './commit.ts'
import { licencesOf, packagesIn } from './licences.ts'
import { makePage } from './page.mjs'
import { withoutDevtools } from './without-devtools.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
rmSync('dist', { recursive: true, force: true })
const inPage = await makePage()

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.ci'], { stdio: 'inherit' })

const { metafile } = await build({
  entryPoints: { cli: 'src/cli/main.ts', 'cli/fleet-worker': 'src/cli/fleet/worker.ts' },
  outdir: 'dist',
  chunkNames: 'cli/[name]-[hash]',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  mainFields: ['module', 'main'],
  plugins: [uncheckedGrammars, withoutPrograms, withoutDevtools],
  // Names stay, so that an error says where it happened.
  minifyWhitespace: true,
  minifySyntax: true,
  // React checks and times everything unless it is told that nobody develops here.
  define: {
    'process.env.NODE_ENV': '"production"',
    OOMLENS_COMMIT: JSON.stringify(commitOf('.')),
  },
  // Packages that are CommonJS ask for Node's own modules with `require`, which a bundle of modules does not have.
  banner: {
    js: "import { createRequire as requireMaker } from 'node:module'\nconst require = requireMaker(import.meta.url)",
  },
  metafile: true,
  logLevel: 'warning',
})
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licencesOf([...packagesIn(metafile), ...inPage]))

// Parses on any Node that knows modules, so that an old one gets an answer and not a syntax error.
await build({
  entryPoints: ['src/bin/oomlens.ts'],
  outfile: 'dist/bin/oomlens.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node12.20',
  logLevel: 'warning',
})
chmodSync('dist/bin/oomlens.js', 0o755)

const schema = 'docs/report.schema.json'
if (existsSync(schema)) copyFileSync(schema, 'dist/report.schema.json')
cpSync('docs/man', 'dist/man', { recursive: true })
