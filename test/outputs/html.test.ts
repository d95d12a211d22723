import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { html } from '../../src/outputs/html.ts'
import { PAGE_SCRIPT, PAGE_STYLE } from '../../src/outputs/page-assets.ts'
import { containerLimit } from './container-limit.ts'
import { globalOom, noIncident, told, twelve } from './reports.ts'

const write = (report: Parameters<typeof html.write>[0]): string =>
  html.write(report, { width: 80, color: false, verbose: false })

/** What stands between the tags of the first such element. */
const inside = (page: string, open: string, close: string): string => {
  const from = page.indexOf(open) + open.length
  return page.slice(from, page.indexOf(close, from))
}
const data = (page: string): string => inside(page, '<script type="application/json" id="report">', '</script>')

const HOSTILE = '</script><!--<script>&\u202e\u2028\u001b[31m\ud800"\''

describe('the HTML output', () => {
  it('holds the whole report as data', () => {
    for (const report of [containerLimit, globalOom, noIncident, twelve])
      expect(JSON.parse(data(write(report)))).toEqual(report)
  })

  it('lets run and apply only what it was made with', () => {
    const page = write(containerLimit)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`script-src ${hash(inside(page, '<script>', '</script>'))};`)
    expect(policy).toContain(`style-src ${hash(inside(page, '<style>', '</style>'))};`)
    expect(policy).not.toContain('unsafe')
  })

  it('names nothing to be loaded, and stays below a megabyte without the data', () => {
    const page = write(noIncident)
    expect(page.length).toBeLessThan(1e6)
    expect([...page.matchAll(/(?:src|href)=["']?(?!data:)\w+:/g)]).toEqual([])
    expect(PAGE_STYLE).not.toMatch(/url\(|@import/)
    expect(PAGE_SCRIPT).not.toMatch(
      /<\/script|<!--|innerHTML|eval\(|new Function|document\.write|fetch\(|XMLHttpRequest/,
    )
  })

  it('carries the licence of what it carries', () => {
    expect(PAGE_SCRIPT).toMatch(/^\/\*! uplot [\d.]+, MIT\n[\s\S]*Permission is hereby granted[\s\S]*?\*\//)
  })

  it('lets no text out of the data or into the markup', () => {
    const page = write(told(HOSTILE))
    expect(data(page)).toMatch(/^[^<>&\u202e\u2028]*$/)
    expect((JSON.parse(data(page)) as typeof containerLimit).bundle.name).toBe(HOSTILE.replace('\ud800', '\ufffd'))
    const title = inside(page, '<title>', '</title>')
    expect(title).toContain('&lt;/script&gt;&lt;!--&lt;script&gt;&amp;\\u202e\\u2028\\x1b[31m')
    expect([...page.matchAll(/<script/g)]).toHaveLength(2)
  })

  it('is the same for the same report', () => {
    expect(write(twelve)).toBe(write(structuredClone(twelve)))
  })
})
