import type { Report } from '../../../src/model/report.ts'
import { PAGE_SCRIPT, PAGE_STYLE } from '../../../src/outputs/page-assets.ts'
import { outputs } from '../../../src/outputs/index.ts'
import { must } from '../target.ts'
import { checkSchema } from './report.ts'

/** What controls a terminal, hides or reorders text. Line feeds end lines, which every output has. */
const CONTROLS =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/u
/** The page's own script and style, which are no part of the report. */
const withoutPage = (html: string): string => html.replace(PAGE_SCRIPT, '').replace(PAGE_STYLE, '')

const OPTIONS = { width: 100, color: false, verbose: true }

/** The report in every format: nothing in it controls anything, and programs can read what is for them. */
export function checkWritten(report: Report): ReadonlyMap<string, string> {
  const written = new Map(outputs.map(output => [output.id, output.write(report, OPTIONS)]))
  for (const [id, text] of written) {
    const own = id === 'html' ? withoutPage(text) : text
    const at = own.search(CONTROLS)
    must(at === -1, `${id} holds no control character`, () => JSON.stringify(own.slice(Math.max(0, at - 60), at + 20)))
    must(text.endsWith('\n'), `${id} ends with a line`)
  }
  checkSchema(written.get('json') ?? '')
  for (const line of (written.get('ndjson') ?? '').trimEnd().split('\n')) JSON.parse(line)
  const [, page = ''] = (written.get('html') ?? '').split('<script type="application/json" id="report">')
  JSON.parse(page.slice(0, page.indexOf('</script>')))
  return written
}
