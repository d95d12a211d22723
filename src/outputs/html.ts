import type { Output } from '../model/output.ts'
import { printable } from '../render/printable.ts'
import { REPORT_ORDER } from './json-order.ts'
import { arranged } from './json-value.ts'
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

/** JSON inside of a script element: such a character can only stand in a string, where its escape means the same. */
const embedded = (value: unknown): string =>
  JSON.stringify(value).replace(UNSAFE, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** One file that needs nothing else: the report as data, and a page that shows it. */
export const html: Output = {
  id: 'html',
  extension: 'html',
  describes: 'for a browser: one file with the verdict, timeline, charts and evidence; it loads nothing',
  write: report => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${text(report.headline)} – oomlens</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${text(report.headline)}</h1>
<noscript><p>The page shows its report by a script, which is switched off. The text form of the same report: oomlens analyze --format text.</p></noscript>
</main>
<script type="application/json" id="report">${embedded(arranged(report, REPORT_ORDER))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`,
}
