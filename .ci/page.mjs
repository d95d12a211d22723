// Bundles the script and the style of the HTML report into a module that the core can import: src/outputs/page-assets.ts.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

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
  logLevel: 'warning',
}

async function bundled(entry) {
  const { outputFiles } = await build({ ...options, entryPoints: [entry] })
  return outputFiles[0].text.trim()
}

/** The licence of what is inside, as it asks for. */
function licence() {
  const { name, version, license } = JSON.parse(readFileSync(`${root}node_modules/uplot/package.json`, 'utf8'))
  const text = readFileSync(`${root}node_modules/uplot/LICENSE`, 'utf8').replaceAll('\r', '').trim()
  return `/*! ${name} ${version}, ${license}\n${text}\n*/`
}

const hashOf = text => createHash('sha256').update(text, 'utf8').digest('base64')

export async function makePage() {
  const script = `${licence()}\n${await bundled('src/page/main.ts')}`
  const style = await bundled('src/page/style/page.css')
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
}

/** For vitest, which runs from the sources. */
export const setup = makePage

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePage()
