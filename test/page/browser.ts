import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Report } from '../../src/model/report.ts'
import { html } from '../../src/outputs/html.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A browser that is installed: `CHROMIUM`, else the first of the path. */
export const chromiumPath: string | null =
  [
    ...(process.env.CHROMIUM ? [process.env.CHROMIUM] : []),
    ...(process.env.PATH ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name))),
  ].find(path => existsSync(path)) ?? null

export const written = (report: Report): string => html.write(report, { width: 80, color: false, verbose: false })

/** A page that is open, and what it did that it should not. */
export interface Opened {
  readonly page: Page
  /** Errors, warnings of the policy, dialogs, and requests for anything but the file. */
  readonly faults: readonly string[]
}

export interface Window {
  open(report: Report, options?: BrowserContextOptions): Promise<Opened>
  /** Closes what was opened. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Starts a browser that opens reports as files. */
export async function openBrowser(): Promise<Window> {
  const folder = await mkdtemp(join(tmpdir(), 'oomlens-page-'))
  const browser: Browser = await chromium.launch({
    ...(chromiumPath === null ? {} : { executablePath: chromiumPath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  let count = 0
  return {
    async open(report, options = {}) {
      count += 1
      const file = join(folder, `${count}.html`)
      await writeFile(file, written(report))
      const address = pathToFileURL(file).href
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      const page = await context.newPage()
      const faults: string[] = []
      page.on('console', message => faults.push(`console: ${message.text()}`))
      page.on('pageerror', error => faults.push(`error: ${error.message}`))
      page.on('dialog', dialog => {
        faults.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', request => {
        const url = request.url()
        if (url !== address && !url.startsWith('data:')) faults.push(`request: ${url}`)
      })
      await page.goto(address)
      return { page, faults }
    },
    async clear() {
      for (const context of browser.contexts()) await context.close()
    },
    async close() {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
