import { type Command, commandOf } from './command.ts'

/** A line of a pasted text, without what mail programs, `grep` and terminals put around it. */
export interface PastedLine {
  /** Place in the list of lines. */
  readonly at: number
  /** Without its margin; tabs and other blanks are as they were. */
  readonly raw: string
  /** Where `raw` begins in the document's text, in UTF-16 units. */
  readonly from: number
  /** The same with blanks for tabs, as a terminal shows it, so that columns can be told by gaps. */
  readonly text: string
  /** Blanks before the first visible character. */
  readonly indent: number
  readonly isBlank: boolean
  /** It ends what stands above: the fence of a code block, a heading, a command line, `--` of grep. */
  readonly isBorder: boolean
  readonly command: Command | null
  /** A line of some program's log. */
  readonly isLog: boolean
}

const QUOTE = /^(?: {0,3}> ?)+/
const FRAME = /^ {0,2}[│┃|] ?(?=.*[│┃|]\s*$)/
/** `pods.txt:12:`, `pods.txt-13-`, `12:`, `13-`: what grep puts before lines that it found, and before their neighbours. */
const GREP = /^(?:[\w@%+./-]{0,200}\.(?:txt|log|out|ya?ml|json|md)[:-](?:\d{1,7}[:-])?|\d{1,7}[:-](?= {2,}\S))/
const BORDER = /^\s*(?:```|~~~|#{1,6} |<\/?(?:details|summary|pre|code)\b|-{2}\s*$|={3,}|\*{3,}\s*$)/
const ESCAPES = /\u001b\[[0-9;]{0,20}m/g

const LOG =
  /^\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|[IWEF]\d{4} \d\d:\d\d:\d\d|\[?\d\d:\d\d:\d\d[\].,: ]|(?:[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d )|time=["\d]|(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|\[(?:trace|debug|info|warn(?:ing)?|error|fatal)\]|level=|ts=)/i
/** One object a line with what loggers put into it. */
const JSON_LOG = /^\s*\{.*"(?:level|severity|lvl|logger|caller|msg)" ?:/

const TAB = 8

/** At least two blanks for each tab: a tab is a gap between columns wherever it stands. */
function expanded(text: string): string {
  if (!text.includes('\t')) return text
  let out = ''
  for (const [at, part] of text.split('\t').entries()) {
    if (at > 0) out += ' '.repeat(Math.max(2, TAB - (out.length % TAB)))
    out += part
  }
  return out
}

function marginOf(text: string): number {
  const quote = QUOTE.exec(text)?.[0].length ?? 0
  const frame = FRAME.exec(text.slice(quote))?.[0].length ?? 0
  const grep = GREP.exec(text.slice(quote + frame))?.[0].length ?? 0
  return quote + frame + grep
}

/** Splits a text into lines and says of each what it is. `base` is where the text begins in its document. */
export function pastedLines(text: string, base = 0): readonly PastedLine[] {
  let from = base
  return text.split('\n').map((line, at) => {
    const start = from
    from += line.length + 1
    const mark = at === 0 && line.startsWith('\ufeff') ? 1 : 0
    const margin = mark + marginOf(line.slice(mark))
    const raw = line.slice(margin, line.endsWith('\r') ? -1 : undefined).replace(/(?<!\s)\s*[│┃]\s*$/, '')
    const shown = expanded(raw.replace(ESCAPES, '').replace(/[\u00a0\u2002-\u200a\u202f\u3000]/g, ' '))
    const body = shown.trimStart()
    const command = body === '' ? null : commandOf(body)
    return {
      at,
      raw,
      from: start + margin,
      text: shown,
      indent: shown.length - body.length,
      isBlank: body === '',
      isBorder: command !== null || BORDER.test(shown),
      command,
      isLog: LOG.test(shown) || JSON_LOG.test(raw),
    }
  })
}
