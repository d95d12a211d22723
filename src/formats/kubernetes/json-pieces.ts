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
  /** Where the innermost object begins that is not complete, and the list that it stands in. */
  readonly badStart: number
  readonly badList: ListHead
}

const newHead = (): ListHead => ({ kind: null, apiVersion: null })

/** Finds the objects of the document that opens at `from`: itself, the items of a list, or the elements of an array. */
function scanDocument(text: string, from: number): Scan {
  const pieces: Piece[] = []
  let list = newHead()
  let badStart = from
  let isList = false

  function element(start: number, end: number): number {
    if (end < 0) badStart = start
    else if (text.charAt(start) === '{') pieces.push({ start, end, list })
    return end
  }

  if (text.charAt(from) === '[') {
    const end = walkMembers(text, from, (_key, start) => {
      if (text.charAt(start) !== '{') return element(start, valueEnd(text, start))
      const inner = scanDocument(text, start)
      pieces.push(...inner.pieces)
      badStart = inner.badStart
      list = inner.badList
      return inner.end
    })
    return { pieces, end, badStart, badList: list }
  }

  const end = walkMembers(text, from, (key, _start, valueStart) => {
    if (key === 'items' && text.charAt(valueStart) === '[') {
      isList = true
      return walkMembers(text, valueStart, (_none, start) => element(start, valueEnd(text, start)))
    }
    const valueStop = valueEnd(text, valueStart)
    if ((key === 'kind' || key === 'apiVersion') && valueStop > 0 && text.charAt(valueStart) === '"') {
      list[key] = stringAt(text, valueStart, valueStop)
    }
    return valueStop
  })
  if (isList) return { pieces, end, badStart, badList: list }
  return { pieces: end < 0 ? [] : [{ start: from, end, list: newHead() }], end, badStart: from, badList: newHead() }
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
    faults.push({ start: scan.badStart, end: text.length, what: FAULTS[scan.end] ?? 'broken' })
    orphanIndent = indentOf(text, scan.badStart) ?? ''
    if (!isOrphan) orphanList = scan.badList
    next = opener(orphanIndent)
    from = text.indexOf('\n', scan.badStart)
    if (from === -1) break
  }
  return { pieces, faults }
}
