// Makes the pictures of README.md from cases of the corpus: docs/pictures/*.png. Needs `npm run build` and Chromium.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const PICTURES = [
  {
    name: 'verdict',
    bundle: 'corpus/cases/global-critical-agent/bundle',
    colours: 'light',
    from: '#incidents',
    height: 540,
  },
  {
    name: 'pressure',
    bundle: 'corpus/cases/thrashing-memory-high/bundle',
    colours: 'dark',
    from: '#timeline',
    height: 800,
  },
]

const folder = mkdtempSync(join(tmpdir(), 'oomlens-pictures-'))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
mkdirSync('docs/pictures', { recursive: true })
try {
  for (const { name, bundle, colours, from, height } of PICTURES) {
    const file = join(folder, `${name}.html`)
    execFileSync(process.execPath, ['dist/bin/oomlens.js', 'analyze', bundle, '-o', file])
    const page = await browser.newPage({ colorScheme: colours, viewport: { width: 1100, height } })
    await page.goto(pathToFileURL(file).href)
    await page.locator(from).evaluate(element => scrollTo(0, element.offsetTop - 60))
    // Charts are drawn when they come into sight.
    await page.waitForTimeout(500)
    await page.screenshot({ path: `docs/pictures/${name}.png` })
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
