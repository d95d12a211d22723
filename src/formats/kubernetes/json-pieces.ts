import { LOG_START, logEnds } from './dump-logs.ts'
import { BROKEN, CUT, skipSpace, stringAt, TOO_DEEP, valueEnd, walkMembers } from './json-scan.ts'
import type { ListHead } from './objects.ts'
import { type Fault, MAX_FAULTS, type Piece } from './piece.ts'

const FAULTS: Readonly<Record<number, Fault['what']>> = { [CUT]: 'cut', [TOO_DEEP]: 'too-deep', [BROKEN]: 'broken' }

/** What one document is made of. */
interface Scan {
  readonly pieces: Piece[]
  /** End of the document, or CUT, TOO_DEEP, BROKEN. */
  readonly end: number
  readonly list: ListHead
  /** Where reading stopped: the innermost object that is not complete, or the end of the last one that is. */
  readonly stop: number
  /** True where no object is incomplete, but only the list around them. */
  readonly isBetween: boolean
}

const newHead = (): ListHead => ({ kind: null, apiVersion: null })

/** Finds the objects of the document that opens at `from`: itself, the items of a list, or the elements of an array. */
function scanDocument(text: string, from: number): Scan {
  const pieces: Piece[] = []
  let list = newHead()
  let isList = text.charAt(from) === '['
  let stop = from
  let isBetween = isList

  /** Takes note of an element and returns its end. */
  function element(start: number, end: number, isObject: boolean): number {
    isBetween = end >= 0
    stop = isBetween ? end : start
    if (isBetween && isObject) pieces.push({ start, end, list })
    return end
  }

  const end = walkMembers(text, from, (key, _start, valueStart) => {
    const opens = text.charAt(valueStart)
    if (key === null) {
      if (opens !== '{') return element(valueStart, valueEnd(text, valueStart), false)
      const inner = scanDocument(text, valueStart)
      for (const piece of inner.pieces) pieces.push(piece)
      ;({ list, stop } = inner)
      isBetween = inner.end >= 0 || inner.isBetween
      if (inner.end >= 0) stop = inner.end
      return inner.end
    }
    if (key === 'items' && opens === '[') {
      isList = true
      stop = valueStart
      isBetween = true
      return walkMembers(text, valueStart, (_none, _key, start) =>
        element(start, valueEnd(text, start), text.charAt(start) === '{'),
      )
    }
    const valueStop = valueEnd(text, valueStart)
    if ((key === 'kind' || key === 'apiVersion') && valueStop > 0 && opens === '"') {
      list[key] = stringAt(text, valueStart, valueStop)
    }
    return valueStop
  })
  if (isList) return { pieces, end, list, stop, isBetween }
  const own = end < 0 ? [] : [{ start: from, end, list: newHead() }]
  return { pieces: own, end, list: newHead(), stop: from, isBetween: false }
}

/** White space before a place, back to the beginning of its line; null when something else stands there. */
function indentOf(text: string, at: number): string | null {
  const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^[ \t]{0,64}$/.test(indent) ? indent : null
}

/**
 * Finds every object in a text of JSON documents, one after another, with logs and other text between them.
 *
 * After damage it goes on at the next line that begins an object where the damaged one began: JSON strings have no raw
 * line ends, so no text that an application wrote can look like such a line.
 */
export function jsonPieces(text: string): { readonly pieces: readonly Piece[]; readonly faults: readonly Fault[] } {
  const pieces: Piece[] = []
  const faults: Fault[] = []
  const logEnd = logEnds(text)
  const opener = (indent: string): RegExp =>
    new RegExp(`(?:^\\uFEFF?\\s*|\\n)(?:${LOG_START}|(?:${indent})?\\{|(?:${indent})?\\[\\s*[\\]{])`, 'g')
  let next = opener('')
  // Items that are left without their list by damage, known by their indentation.
  let orphanIndent = ''
  let orphanList = newHead()
  let from = 0
  let isAdjacent = false
  while (faults.length < MAX_FAULTS) {
    let start = skipSpace(text, from)
    if (!isAdjacent || text.charAt(start) !== '{') {
      next.lastIndex = from
      const match = next.exec(text)
      if (!match) break
      const bracket = match[0].search(/[[{]/)
      if (bracket === -1) {
        const start = match.index + match[0].length - LOG_START.length
        const log = logEnd(start)
        if (!log.isPlain) faults.push({ start, end: log.end, what: 'log-marks' })
        from = log.end
        isAdjacent = false
        continue
      }
      start = match.index + bracket
    }
    const isOrphan = orphanIndent !== '' && indentOf(text, start) === orphanIndent
    const scan = scanDocument(text, start)
    for (const piece of scan.pieces) pieces.push(isOrphan ? { ...piece, list: orphanList } : piece)
    isAdjacent = scan.end >= 0
    if (isAdjacent) {
      from = scan.end
      continue
    }
    const isCut = scan.end === CUT && scan.isBetween
    const rest = scan.isBetween ? skipSpace(text, scan.stop) : scan.stop
    // Where nothing is left to cite, the last character is.
    const stop = rest < text.length ? rest : text.trimEnd().length - 1
    faults.push({ start: stop, end: text.length, what: isCut ? 'cut-list' : (FAULTS[scan.end] ?? 'broken') })
    orphanIndent = indentOf(text, stop) ?? ''
    if (!isOrphan) orphanList = scan.list
    next = opener(orphanIndent)
    // Between two objects only a comma may be missing: then the next one begins right here.
    const lineStart = scan.isBetween ? text.lastIndexOf('\n', stop) : -1
    from = lineStart >= scan.stop ? lineStart : text.indexOf('\n', stop)
    if (isCut || from === -1) break
  }
  if (faults.length === MAX_FAULTS) faults.push({ start: from, end: text.length, what: 'too-many' })
  return { pieces, faults }
}
