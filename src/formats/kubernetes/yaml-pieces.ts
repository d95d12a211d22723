import { LOG_START, logEnds } from './dump-logs.ts'
import type { ListHead } from './objects.ts'
import type { Fault, Piece } from './piece.ts'
import type { Range } from './value.ts'

// `---` and `...` in column 0 end a document even inside a text; every writer indents texts, so nothing can forge them.
const SEPARATOR = new RegExp(`(?:^|\\n)(?:---|\\.\\.\\.|${LOG_START}[^\\n]*)(?=[ \\t\\r\\n]|$)[^\\n]*`, 'g')
// Fields of the API begin in lower case; `Warning:` and `error:` are kubectl's own.
const KEY = /^(?!error:)([a-z][\w.-]*):(?:[ \t]+(\S(?:[^\n]*[^ \t\r\n])?))?[ \t\r]*$/
const NAME = /^(["']?)([\w./-]+)\1$/

/** A stretch between separators, and whether something after it proves that it is whole. */
interface Document extends Range {
  readonly closed: boolean
}

function documentsOf(text: string, faults: Fault[]): readonly Document[] {
  const documents: Document[] = []
  const logEnd = logEnds(text)
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const separator = new RegExp(SEPARATOR)
  for (let match = separator.exec(text); match; match = separator.exec(text)) {
    const line = match.index + (match[0].startsWith('\n') ? 1 : 0)
    documents.push({ start: from, end: line, closed: true })
    if (text.startsWith(LOG_START, line)) {
      const log = logEnd(line)
      if (!log.isPlain) faults.push({ start: line, end: log.end, what: 'log-marks' })
      separator.lastIndex = log.end
    }
    from = separator.lastIndex + 1
  }
  documents.push({ start: from, end: text.length, closed: false })
  return documents
}

const isDash = (text: string, at: number): boolean => text.charAt(at) === '-' && !/\S/.test(text.charAt(at + 1))

/** What is known of the document that is being read. */
interface Outline {
  readonly list: ListHead
  /** Begins at its first field; -1 before that. */
  objectStart: number
  holds: 'fields' | 'items' | 'bare-items'
  inItems: boolean
  /** Column of the dashes of the items; null until the first is seen. */
  column: number | null
  /** The item that is not closed yet; -1 for none. */
  itemStart: number
}

const newOutline = (): Outline => ({
  list: { kind: null, apiVersion: null },
  objectStart: -1,
  holds: 'fields',
  inItems: false,
  column: null,
  itemStart: -1,
})

/** Objects and damage that are found. */
interface Sink {
  readonly pieces: Piece[]
  readonly faults: Fault[]
}

/** Ends a document; `closed` where something stands behind it, so that nothing can be missing. */
function finish(text: string, outline: Outline, end: number, closed: boolean, { pieces, faults }: Sink): void {
  const { list, objectStart, itemStart } = outline
  const isClean = closed || /[\n"}\]]/.test(text.charAt(end - 1))
  if (itemStart !== -1) {
    // kubectl prints `kind` behind the items: a list without it has lost its end, and its last item perhaps a part.
    const isWhole = closed || (isClean && (list.kind !== null || outline.holds === 'bare-items'))
    if (isWhole) pieces.push({ start: itemStart, end, list })
    else faults.push({ start: itemStart, end, what: 'cut' })
  } else if (objectStart !== -1 && outline.holds === 'fields') {
    const lineStart = text.lastIndexOf('\n', end - 1) + 1
    const own = { kind: null, apiVersion: null }
    if (!isClean) faults.push({ start: lineStart, end, what: 'cut-line' })
    if (isClean || lineStart > objectStart)
      pieces.push({ start: objectStart, end: isClean ? end : lineStart, list: own })
  }
}

/** Takes one line that is neither blank nor a comment; returns false where it ends the document by being none of it. */
function take(text: string, outline: Outline, start: number, indent: number, sink: Sink): boolean {
  const dash = isDash(text, start + indent)
  if (outline.inItems) {
    if (dash) outline.column ??= indent
    const isItem = dash && indent === outline.column
    if (!isItem && indent > (outline.column ?? 0)) return true
    if (outline.itemStart !== -1) sink.pieces.push({ start: outline.itemStart, end: start, list: outline.list })
    outline.itemStart = isItem ? start : -1
    if (isItem) return true
    outline.inItems = false
  }
  if (indent > 0) return true
  if (dash) {
    // A list that is the value of a field is part of the object; a list of its own is one of objects.
    if (outline.objectStart === -1) {
      Object.assign(outline, { objectStart: start, itemStart: start, holds: 'bare-items', inItems: true, column: 0 })
    }
    return true
  }
  const lineEnd = text.indexOf('\n', start)
  const key = KEY.exec(text.slice(start, Math.min(lineEnd === -1 ? text.length : lineEnd, start + 256)))
  if (!key) return false
  const [, name, value] = key
  if (outline.objectStart === -1) outline.objectStart = start
  if (name === 'kind' || name === 'apiVersion') outline.list[name] = NAME.exec(value ?? '')?.[2] ?? null
  if (name === 'items') outline.holds = 'items'
  if (name === 'items' && value === undefined) outline.inItems = true
  return true
}

/** Finds every object in a text of YAML documents, with logs and other text between them. */
export function yamlPieces(text: string): Sink {
  const sink: Sink = { pieces: [], faults: [] }
  for (const document of documentsOf(text, sink.faults)) {
    let outline = newOutline()
    for (let start = document.start; start < document.end; ) {
      const lineEnd = text.indexOf('\n', start)
      let first = start
      while (text.charCodeAt(first) === 32) first += 1
      const isBlank = first >= document.end || /[#\r\n\t]/.test(text.charAt(first))
      if (!isBlank && !take(text, outline, start, first - start, sink)) {
        finish(text, outline, start, true, sink)
        outline = newOutline()
      }
      start = lineEnd === -1 ? document.end : lineEnd + 1
    }
    finish(text, outline, document.end, document.closed, sink)
  }
  return sink
}
