import { type Output, OutputError, outputOf } from '../model/output.ts'
import type { Report } from '../model/report.ts'
import { printable } from '../render/printable.ts'
import { REPORT_ORDER } from './json-order.ts'
import { jsonPieces } from './json-pieces.ts'
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256, PAGE_STYLE, PAGE_STYLE_SHA256 } from './page-assets.ts'

/** Nothing is loaded, sent or run but the script and the style whose hashes these are. */
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${PAGE_SCRIPT_SHA256}'`,
  `style-src 'sha256-${PAGE_STYLE_SHA256}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text between tags: printable, and no markup. */
const text = (raw: string): string => printable(raw).replace(/[&<>"']/g, char => ENTITIES[char] ?? '')

/** Characters that end a script, that an HTML parser changes, or that JavaScript once took for line ends. */
const UNSAFE = /[<>&\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** A page has its report as one string, and this is the longest of V8, which most browsers run. */
const MOST_CHARACTERS = 2 ** 29 - 24

/** JSON inside of a script element: such a character can only stand in a string, where its escape means the same. */
function embedded(report: Report, most: number): readonly string[] {
  const pieces: string[] = []
  let length = 0
  for (const piece of jsonPieces(report, REPORT_ORDER, 0)) {
    const safe = piece.replace(UNSAFE, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
    length += safe.length
    if (length > most)
      throw new OutputError(
        `A page with ${report.incidents.length} incidents and ${report.timeline.length} events is too large for a browser. --format text sums them up, json and ndjson have all; --pod, --since and --until make a page of a part.`,
      )
    pieces.push(safe)
  }
  return pieces
}

/** The page, unless its report takes more than `most` characters. */
export const htmlWithin = (most: number): Output =>
  outputOf({
    id: 'html',
    extension: 'html',
    describes: 'for a browser: one file with the verdict, timeline, charts and evidence; it loads nothing',
    pieces(report) {
      const data = embedded(report, most)
      return [head(report), ...data, FOOT]
    },
  })

/** One file that needs nothing else: the report as data, and a page that shows it. */
export const html: Output = htmlWithin(MOST_CHARACTERS)

const head = ({ headline }: Report): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${text(headline)} – oomlens</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${text(headline)}</h1>
<noscript><p>The page shows its report by a script, which is switched off. The text form of the same report: oomlens analyze --format text.</p></noscript>
</main>
<script type="application/json" id="report">`

const FOOT = `</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`
