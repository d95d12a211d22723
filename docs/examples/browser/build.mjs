// node docs/examples/browser/build.mjs page.html: the page as one file, which opens from disk.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = name => fileURLToPath(new URL(name, import.meta.url))

/** The code as text. `alias` is for who has oomlens somewhere else than in node_modules. */
async function bundled(entry, define, alias) {
  const options = { bundle: true, minify: true, platform: 'browser', format: 'iife', target: 'es2023' }
  const { outputFiles } = await build({ ...options, entryPoints: [here(entry)], define, alias, write: false })
  return outputFiles[0].text
}

/** The whole page. */
export async function pageOf(alias = {}) {
  const worker = await bundled('worker.ts', {}, alias)
  const script = await bundled('page.ts', { WORKER_SCRIPT: JSON.stringify(worker) }, alias)
  const html = readFileSync(here('page.html'), 'utf8')
  return html.replace('<script></script>', () => `<script>\n${script.replaceAll('</script', '<\\/script')}</script>`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(process.argv[2] ?? 'page.html', await pageOf())
