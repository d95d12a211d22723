// Bundles the script and the style of the HTML report into a module that the core can import: src/outputs/page-assets.ts.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licenceOf, packagesIn } from './licences.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = `${root}src/outputs/page-assets.ts`

const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
  legalComments: 'none',
  write: false,
  metafile: true,
  logLevel: 'warning',
}

async function bundled(entry) {
  const { outputFiles, metafile } = await build({ ...options, entryPoints: [entry] })
  const folders = packagesIn(metafile).map(folder => root + folder)
  return { code: outputFiles[0].text.trim(), folders }
}

/** The licences of what is inside, as they ask for. */
const licensed = ({ code, folders }) =>
  [...folders.map(licenceOf).map(({ title, text }) => `/*! ${title}\n${text.replaceAll('*/', '* /')}\n*/`), code].join(
    '\n',
  )

const hashOf = text => createHash('sha256').update(text, 'utf8').digest('base64')

/** Writes the module, and gives the folders of the packages in it. */
export async function makePage() {
  const parts = { script: await bundled('src/page/main.ts'), style: await bundled('src/page/style/page.css') }
  const script = licensed(parts.script)
  const style = licensed(parts.style)
  const constants = {
    PAGE_SCRIPT: script,
    PAGE_SCRIPT_SHA256: hashOf(script),
    PAGE_STYLE: style,
    PAGE_STYLE_SHA256: hashOf(style),
  }
  const lines = Object.entries(constants).map(
    ([name, text]) => `export const ${name}: string = ${JSON.stringify(text)}\n`,
  )
  const code = `// Made by .ci/page.mjs from src/page.\n${lines.join('')}`
  // Not written where nothing changed: tests that run meanwhile read it.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== code) writeFileSync(file, code)
  return [...parts.script.folders, ...parts.style.folders]
}

/** For vitest, which runs from the sources, and takes what a setup gives for the way to undo it. */
export async function setup() {
  await makePage()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePage()
