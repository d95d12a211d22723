import type { Range, Value } from './value.ts'
import { endOf, nextIndent, type Rows, rowsOf, startOf, type YamlScalar, type YamlTree } from './yaml-rows.ts'
import { literalScalar, plainScalar, quotedScalar } from './yaml-scalars.ts'

const MAX_DEPTH = 60
const MAX_KEY = 512

/** A key and where its value may begin. */
interface Key {
  readonly name: string
  readonly valueStart: number
}

/** The key of a field that begins at a place; null when there is none that can be read here. */
function keyAt(rows: Rows, at: number): Key | null {
  const { text } = rows
  const lineEnd = endOf(rows, rows.row)
  const opens = text.charAt(at)
  let colon = at
  let name: string
  if (opens === '"' || opens === "'") {
    const close = text.indexOf(opens, at + 1)
    if (close === -1 || close >= lineEnd || text.charAt(close + 1) !== ':') return null
    name = text.slice(at + 1, close)
    if (name.includes('\\')) return null
    colon = close + 1
  } else {
    if (/[[\]{},#&*!|>%@`?\-:\s]/.test(opens)) return null
    const limit = Math.min(lineEnd, at + MAX_KEY)
    while (colon < limit && !(text.charAt(colon) === ':' && /[ \n]|^$/.test(text.charAt(colon + 1)))) colon += 1
    if (colon >= limit) return null
    name = text.slice(at, colon)
    if (/\t| (?:#|$)/.test(name)) return null
  }
  if (colon + 1 < lineEnd && text.charAt(colon + 1) !== ' ') return null
  let valueStart = colon + 1
  while (valueStart < lineEnd && text.charAt(valueStart) === ' ') valueStart += 1
  return { name, valueStart }
}

const isDash = (rows: Rows, at: number): boolean =>
  rows.text.charAt(at) === '-' && (at + 1 >= endOf(rows, rows.row) || rows.text.charAt(at + 1) === ' ')

function empty(start: number): YamlScalar {
  return { kind: 'scalar', start, end: start, value: null }
}

function scalarAt(rows: Rows, start: number, parent: number): YamlTree | null {
  const { text } = rows
  const opens = text.charAt(start)
  if (opens === '"' || opens === "'") return quotedScalar(rows, start, parent)
  if (opens === '|') return literalScalar(rows, start, parent)
  const line = text.slice(start, endOf(rows, rows.row)).trimEnd()
  if (line === '{}' || line === '[]') {
    rows.row += 1
    const range = { start, end: start + 2 }
    return line === '{}' ? { kind: 'map', members: new Map(), ...range } : { kind: 'list', elements: [], ...range }
  }
  return /[[\]{},#&*!>%@`?:\t]/.test(opens) || isDash(rows, start) ? null : plainScalar(rows, start, parent)
}

/** Reads the value of a field, or of an element of a list, that begins on this line or the next. */
function fieldValue(rows: Rows, start: number, parent: number, inList: boolean, depth: number): YamlTree | null {
  if (start < endOf(rows, rows.row)) {
    if (!inList) return scalarAt(rows, start, parent)
    const isNested = isDash(rows, start) || keyAt(rows, start) !== null
    return isNested ? blockAt(rows, start, depth + 1) : scalarAt(rows, start, parent)
  }
  rows.row += 1
  const indent = nextIndent(rows)
  if (indent === null || indent < parent) return empty(start)
  const first = startOf(rows, rows.row) + indent
  if (indent > parent) return blockAt(rows, first, depth + 1)
  // The list of a field stands in the column of the field itself.
  return !inList && isDash(rows, first) ? blockAt(rows, first, depth + 1) : empty(start)
}

function mapAt(rows: Rows, start: number, depth: number): YamlTree | null {
  const column = start - startOf(rows, rows.row)
  const members = new Map<string, { readonly start: number; readonly tree: YamlTree }>()
  let end = start
  for (let at = start; ; at = startOf(rows, rows.row) + column) {
    const key = keyAt(rows, at)
    if (key === null) return null
    const tree = fieldValue(rows, key.valueStart, column, false, depth)
    if (tree === null) return null
    members.set(key.name, { start: at, tree })
    end = Math.max(tree.end, key.valueStart)
    const indent = nextIndent(rows)
    if (indent === null || indent < column) return { kind: 'map', start, end, members }
    if (indent > column) return null
  }
}

function listAt(rows: Rows, start: number, depth: number): YamlTree | null {
  const column = start - startOf(rows, rows.row)
  const elements: YamlTree[] = []
  let end = start
  for (let at = start; ; at = startOf(rows, rows.row) + column) {
    let first = at + 1
    while (first < endOf(rows, rows.row) && rows.text.charAt(first) === ' ') first += 1
    const tree = fieldValue(rows, first, column, true, depth)
    if (tree === null) return null
    elements.push(tree)
    end = Math.max(tree.end, at + 1)
    const indent = nextIndent(rows)
    const isMore = indent === column && isDash(rows, startOf(rows, rows.row) + column)
    if (indent === null || (indent <= column && !isMore)) return { kind: 'list', start, end, elements }
    if (!isMore) return null
  }
}

function blockAt(rows: Rows, start: number, depth: number): YamlTree | null {
  if (depth > MAX_DEPTH) return null
  return isDash(rows, start) ? listAt(rows, start, depth) : mapAt(rows, start, depth)
}

function valueAt(start: number, tree: YamlTree): Value {
  const child = (from: number, inner: YamlTree): Value | null =>
    inner.kind === 'scalar' && inner.value === null ? null : valueAt(from, inner)
  const raw = tree.kind === 'scalar' ? tree.value : null
  return {
    get(key) {
      const member = tree.kind === 'map' ? tree.members.get(key) : undefined
      return member === undefined ? null : child(member.start, member.tree)
    },
    items() {
      if (tree.kind !== 'list') return []
      return tree.elements.map(element => child(element.start, element)).filter(value => value !== null)
    },
    text: () => (typeof raw === 'string' ? raw : null),
    number: () => (typeof raw === 'number' && Number.isFinite(raw) ? raw : null),
    flag: () => (typeof raw === 'boolean' ? raw : null),
    range: () => ({ start, end: tree.end }),
  }
}

/** The tree of a stretch of plain YAML; null for every other sort. */
export function plainTree(text: string, range: Range): YamlTree | null {
  const rows = rowsOf(text, range)
  const indent = rows === null ? null : nextIndent(rows)
  if (rows === null || indent === null) return null
  const tree = blockAt(rows, startOf(rows, rows.row) + indent, 0)
  return nextIndent(rows) === null ? tree : null
}

/**
 * Reads the plain sort of YAML that kubectl prints, some thirty times as fast as a whole YAML parser. Null for
 * everything else (flow collections, anchors, tags, comments, errors), which is for the library to read.
 */
export function plainYaml(text: string, range: Range): Value | null {
  const tree = plainTree(text, range)
  return tree === null ? null : valueAt(tree.start, tree)
}
