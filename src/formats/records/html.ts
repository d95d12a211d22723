import { bareBody } from '../../model/body.ts'
import type { RecordFormat } from '../../model/reader.ts'

const ID = 'html'
/** A sign of HTML in a line of a log: an entity, or a tag that web pages put into and around logs. */
const SIGN = String.raw`(?:&(?:lt|gt|quot|amp|apos|nbsp|#\d{1,5}|#x[\da-fA-F]{1,4});|</?(?:br|p|pre|code|span|div|td|li)(?:\s[^<>\n]{0,200})?/?>)`
const LOG = String.raw`(?:\[ {0,7}\d{1,10}\.\d{6}\]| kernel: | invoked oom-killer|Killed process \d)`
/** Most texts hold none, and this is found out sooner than where one would have to stand. */
const HAS_SIGN = new RegExp(SIGN, 'i')
const MATCHES = new RegExp(`^[^\\n]{0,2000}(?:${SIGN}[^\\n]{0,2000}${LOG}|${LOG}[^\\n]{0,2000}${SIGN})`, 'im')

const TAG =
  /<\/?(a|b|blockquote|body|br|code|div|em|font|html|i|li|p|pre|span|strong|table|tbody|td|tr|u)(?:\s[^<>]{0,500})?\/?>/gi
/** Tags that begin or end a line. */
const BREAKS: ReadonlySet<string> = new Set([
  'blockquote',
  'body',
  'br',
  'div',
  'html',
  'li',
  'p',
  'pre',
  'table',
  'tr',
])
const ENTITY = /&(?:(lt|gt|quot|amp|apos|nbsp)|#(\d{1,5})|#x([\da-fA-F]{1,4}));/g
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'", nbsp: ' ' }

const withoutTags = (text: string): string =>
  text.replace(TAG, (_, name: string) => (BREAKS.has(name.toLowerCase()) ? '\n' : ''))

const decoded = (text: string): string =>
  text.replace(ENTITY, (_, name?: string, decimal?: string, hex?: string) =>
    name === undefined
      ? String.fromCharCode(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
      : (NAMED[name] ?? ''),
  )

/** A log in the source of a web page: `&lt;4&gt;[   10.087421] …`, and lines that `<br>` ends. */
export const html: RecordFormat = {
  id: ID,
  matches: (_path, head) => HAS_SIGN.test(head) && MATCHES.test(head),
  open: () => ({
    take: line =>
      withoutTags(line.text)
        .split('\n')
        .filter(text => text.trim() !== '')
        .map(text => bareBody(line, decoded(text))),
    close: () => [],
  }),
}
