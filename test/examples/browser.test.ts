import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { text } from '../../src/outputs/text.ts'
import { packers } from '../archives/writers.ts'
import { type CorpusCase, corpus, goldenOf, held, isHeld, openCase } from '../corpus/cases.ts'
import { chromiumPath } from '../page/browser.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CASE = corpus.find(({ name }) => name === 'container-limit') as CorpusCase

const shown = (report: Report): string => text.write(report, { width: 100, color: false, verbose: false })

/** The built page of docs/examples/browser, from the sources of today. */
async function page(): Promise<string> {
  const { pageOf } = (await import(`${ROOT}docs/examples/browser/build.mjs`)) as {
    pageOf(alias: Readonly<Record<string, string>>): Promise<string>
  }
  return pageOf({ oomlens: `${ROOT}src/index.ts` })
}

describe.skipIf(chromiumPath === null)('a bundle in a web page (skipped without Chromium on the path)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oomlens-dropped-'))
  const address = pathToFileURL(join(folder, 'page.html')).href
  let browser: Browser
  let context: BrowserContext
  let opened: Page
  let devtools: CDPSession
  const faults: string[] = []

  beforeAll(async () => {
    writeFileSync(join(folder, 'page.html'), await page())
    const members = (await held(await openCase(CASE))).filter(isHeld)
    const files = Object.fromEntries(members.map(({ path, bytes }) => [path, bytes]))
    for (const [extension, pack] of Object.entries(packers))
      writeFileSync(join(folder, `bundle${extension}`), await pack(files))
    browser = await chromium.launch({
      ...(chromiumPath === null ? {} : { executablePath: chromiumPath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    })
  }, 60_000)
  beforeEach(async () => {
    faults.length = 0
    context = await browser.newContext()
    opened = await context.newPage()
    opened.on('console', message => faults.push(`console: ${message.text()}`))
    opened.on('pageerror', error => faults.push(`error: ${error.message}`))
    opened.on('request', request => {
      if (request.url() !== address && !/^(?:data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`)
    })
    await opened.goto(address)
    devtools = await context.newCDPSession(opened)
  })
  afterEach(() => context.close())
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A drop of files and folders as the system makes it. */
  async function drop(...paths: readonly string[]): Promise<void> {
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 100, y: 100, data })
  }

  async function answer(): Promise<{ headline: string | null; report: string | null }> {
    await opened.waitForFunction(() => {
      const { document } = globalThis as unknown as {
        document: { getElementById(id: string): { textContent: string } }
      }
      return !/^(?:Drop|Reading)/.test(document.getElementById('headline').textContent)
    })
    return {
      headline: await opened.locator('#headline').textContent(),
      report: await opened.locator('#report').textContent(),
    }
  }

  const golden = (name: string): { headline: string; report: string } => {
    const report = { ...goldenOf(CASE), bundle: { ...goldenOf(CASE).bundle, name } }
    return { headline: report.headline, report: shown(report) }
  }

  test.each(Object.keys(packers))('dropped as %s is analysed from disk, without a server', async extension => {
    await opened.locator('#worker').uncheck()
    await drop(join(folder, `bundle${extension}`))
    expect(await answer()).toEqual(golden(`bundle${extension}`))
    expect(faults).toEqual([])
  })

  test.each([
    ['the page', false],
    ['a worker', true],
  ])('dropped as a folder is analysed in %s', async (_, isWorker) => {
    await opened.locator('#worker').setChecked(isWorker)
    await drop(CASE.bundlePath ?? '')
    expect(await answer()).toEqual(golden('bundle'))
    expect(opened.workers()).toEqual([])
    expect(faults).toEqual([])
  })

  test.each(['.tar.gzip', '.tar.xz', '.tar.zstd'])('dropped as %s is analysed in a worker', async extension => {
    const begun: string[] = []
    opened.on('worker', worker => begun.push(worker.url()))
    await drop(join(folder, `bundle${extension}`))
    expect(await answer()).toEqual(golden(`bundle${extension}`))
    expect(begun).toEqual([expect.stringMatching(/^blob:/)])
    expect(faults).toEqual([])
  })

  test('chosen instead of dropped', async () => {
    await opened.locator('#file').setInputFiles(join(folder, 'bundle.tar.gzip'))
    expect(await answer()).toEqual(golden('bundle.tar.gzip'))
    await opened.reload()
    await opened.locator('#folder').setInputFiles(CASE.bundlePath ?? '')
    expect(await answer()).toEqual(golden('bundle'))
  })

  test('that is no bundle is no fault', async () => {
    writeFileSync(join(folder, 'note.txt'), 'nothing of a log\n')
    await drop(join(folder, 'note.txt'))
    expect((await answer()).headline).toContain('No')
    expect(faults).toEqual([])
  })
})
