import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { corpus, goldenOf } from '../corpus/cases.ts'
import { containerLimit } from '../outputs/container-limit.ts'
import { span, wall } from '../outputs/report-parts.ts'
import { noIncident, told, twelve } from '../outputs/reports.ts'
import { chromiumPath, openBrowser, type Window } from './browser.ts'

const golden = (name: string): Report => {
  const one = corpus.find(each => each.name === name)
  if (!one) throw new Error(`no case ${name}`)
  return goldenOf(one)
}

const axe = readFileSync(fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8')

/** What axe finds wrong, as it names it, with the first place of each. */
async function violations(page: Page, rules: string): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found = (await page.evaluate(`axe.run(${rules})`)) as {
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
  }
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

describe.skipIf(chromiumPath === null)('the page in a browser (skipped without Chromium on the path)', () => {
  let window: Window
  beforeAll(async () => {
    window = await openBrowser()
  })
  afterEach(() => window.clear())
  afterAll(() => window.close())

  test.each(['global-critical-agent', 'thrashing-memory-high', 'no-oom-decoys'])(
    'shows %s from a file without an error, and asks for nothing',
    async name => {
      const report = golden(name)
      const { page, faults } = await window.open(report)
      expect(await page.locator('h1').textContent()).toBe(report.headline)
      expect(await page.locator('details.incident').count()).toBe(report.incidents.length)
      expect(await page.locator('.plot').count()).toBe(name === 'thrashing-memory-high' ? 3 : 0)
      expect(faults).toEqual([])
    },
  )

  test('says that nothing was killed, and what proves it', async () => {
    const { page } = await window.open(noIncident)
    expect(await page.getByText('No OOM kill in the kernel log of node node-1').count()).toBe(1)
    expect(await page.getByText('No kernel log of node node-2').count()).toBe(1)
  })

  test('zooms and moves the timeline by keys, charts with it, and comes back', async () => {
    const { page } = await window.open(golden('thrashing-memory-high'))
    const range = () => page.locator('.range').textContent()
    const first = await range()
    await page.locator('.stage').focus()
    const seen = new Set([first])
    for (const key of ['+', '+', 'ArrowRight', '-', 'End']) {
      await page.keyboard.press(key)
      await expect.poll(async () => seen.has(await range())).toBe(false)
      seen.add(await range())
    }
    expect(seen.size).toBe(6)
    await page.keyboard.press('Home')
    await expect.poll(range).toBe(first)
    await page.keyboard.press('n')
    await page.keyboard.press('n')
    const said = await page.locator('.said').textContent()
    expect(said).not.toContain('press N')
    await page.keyboard.press('p')
    expect(await page.locator('.said').textContent()).not.toBe(said)
  })

  test('has each incident on the way of the Tab key, and opens it with Enter', async () => {
    const { page } = await window.open(twelve)
    const met = new Set<string>()
    for (let presses = 0; presses < 120 && met.size < twelve.incidents.length; presses += 1) {
      await page.keyboard.press('Tab')
      const id = await page.evaluate(
        'document.activeElement.matches(".incident > summary") ? document.activeElement.parentElement.id : null',
      )
      if (typeof id !== 'string') continue
      if (
        !met.has(id) &&
        !(await page
          .locator(`#${id}`)
          .getAttribute('open')
          .then(open => open !== null))
      )
        await page.keyboard.press('Enter')
      met.add(id)
    }
    expect([...met]).toEqual(twelve.incidents.map(({ id }) => id))
    await expect.poll(() => page.locator('.incident[open] .facts').count()).toBe(12)
  })

  test('finds incidents by words', async () => {
    const { page } = await window.open(twelve)
    await page.locator('#find').fill('cart-7')
    expect(
      await page
        .locator('.incident')
        .evaluateAll(all => all.map(one => (one as unknown as { readonly id: string }).id)),
    ).toEqual(['i8'])
    expect(await page.getByText('1 of 12 incidents').count()).toBe(1)
    await page.locator('#find').fill('nothing like it')
    expect(await page.locator('.incident').count()).toBe(0)
  })

  test('opens the evidence of a claim, and goes back to it with Escape', async () => {
    const { page } = await window.open(golden('container-limit'))
    const button = page.locator('.causes .cite').first()
    await button.focus()
    await page.keyboard.press('Enter')
    const panel = page.locator('#evidence')
    expect(await panel.isVisible()).toBe(true)
    expect(await panel.textContent()).toContain('Memory cgroup out of memory: Killed process')
    expect(await panel.locator('mark').first().textContent()).toMatch(/java|166/)
    await page.keyboard.press('Escape')
    expect(await panel.isVisible()).toBe(false)
    expect(
      await button.evaluate(element =>
        (element as unknown as { matches(selector: string): boolean }).matches(':focus'),
      ),
    ).toBe(true)
  })

  test('sorts and searches the ranking', async () => {
    const { page } = await window.open(golden('global-critical-agent'))
    const table = page.locator('.ranking').first()
    await table.locator('summary').click()
    const column = (at: number) => table.locator(`tbody tr > :nth-child(${at})`).allTextContents()
    const points = (await column(3)).map(Number)
    expect(points).toEqual(points.toSorted((a, b) => b - a))
    await table.getByRole('button', { name: 'pid', exact: true }).click()
    const pids = (await column(2)).map(Number)
    expect(pids).toEqual(pids.toSorted((a, b) => b - a))
    expect(pids).not.toEqual(pids.toSorted((a, b) => a - b))
    await table.getByRole('searchbox').fill(String(pids[0]))
    expect((await column(2)).map(Number)).toEqual([pids[0]])
  })

  test.each([
    ['light', '{}', ['thrashing-memory-high', 'global-critical-agent']],
    // Colours are all that differs.
    [
      'dark',
      "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }",
      ['thrashing-memory-high', 'forged-kernel-lines'],
    ],
  ] as const)('gives axe nothing to say in %s colours', async (colorScheme, rules, names) => {
    for (const name of names) {
      const { page } = await window.open(golden(name), { colorScheme })
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
      await page.locator('.cite').first().click()
      expect(await violations(page, rules)).toEqual([])
    }
  })

  test('changes its colours by a button', async () => {
    const { page } = await window.open(containerLimit, { colorScheme: 'light' })
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const light = await ground()
    await page.getByRole('button', { name: 'Use dark colours' }).click()
    expect(await ground()).not.toBe(light)
    await page.getByRole('button', { name: 'Use light colours' }).click()
    expect(await ground()).toBe(light)
  })

  test('runs nothing that a log holds, and shows all of it as text', async () => {
    const texts = [
      '</script><script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"><svg onload=alert(1)>',
      "' onfocus=alert(1) autofocus='",
      '<!--<script>',
    ]
    const hidden = '\u202etxt.exe\u202c \u001b[31mred\u001b[0m\u0007\u009b2J a\u200bb\u2066c\u2069'
    const { page, faults } = await window.open(told([...texts, hidden].join(' ')))
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
    for (const cite of (await page.locator('.cite').all()).slice(0, 3)) await cite.click()
    const strange =
      'document.querySelectorAll("img, iframe, object, embed, svg:not(.sample), [onerror], [onload], [onfocus]")'
    expect(await page.evaluate(`${strange}.length`)).toBe(0)
    const shown = String(await page.evaluate('document.body.textContent'))
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/)
    for (const text of texts) expect(shown).toContain(text)
    expect(shown).toContain(String.raw`\u202etxt.exe\u202c \x1b[31mred\x1b[0m\x07\x9b2J a\u200bb\u2066c\u2069`)
    expect(faults).toEqual([])
  })

  test('takes names that objects have for names', async () => {
    const { page, faults } = await window.open(told('__proto__'))
    expect(await page.locator('.incident summary b').first().textContent()).toContain('__proto__')
    expect(faults).toEqual([])
  })

  test('stays smooth with 10,000 entries', async () => {
    const timeline = Array.from({ length: 10_000 }, (_, at) => ({
      id: `e${at + 1}`,
      kind: 'kube.event',
      at: wall(new Date(at * 5000).toISOString().slice(11, 19)),
      title: `Event ${at}`,
      severity: (['info', 'warning', 'critical'] as const)[at % 3] ?? 'info',
      incident: null,
      node: `node-${at % 5}`,
      evidence: [span('events.json', at + 1, `event ${at}`)],
    }))
    const { page } = await window.open({ ...containerLimit, timeline })
    await page.locator('.stage').focus()
    await page.keyboard.press('End')
    const frames = (await page.evaluate(`(async () => {
      const stage = document.querySelector('.stage')
      const frame = () => new Promise(requestAnimationFrame)
      const times = []
      for (const key of ['+', '+', 'ArrowRight', '-', 'ArrowLeft', '-'].flatMap(key => Array(8).fill(key))) {
        const before = performance.now()
        stage.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        await frame()
        await frame()
        times.push((performance.now() - before) / 2)
      }
      return times.sort((a, b) => a - b)
    })()`)) as readonly number[]
    process.stdout.write(
      `10,000 entries: frame ${frames[24]?.toFixed(1)} ms (median), ${frames[45]?.toFixed(1)} ms (95 %)\n`,
    )
    expect(frames[24]).toBeLessThan(34)
  })
})
