import { MAX_DEPTH } from './json-scan.ts'
import type { Range, Value } from './value.ts'

/** A node of the text: a map, a list, or what a scalar says. */
interface PlainNode extends Range {
  readonly map: ReadonlyMap<string, PlainPair> | null
  readonly list: readonly PlainNode[] | null
  readonly scalar: string | number | boolean | null
}

interface PlainPair {
  /** Where the key begins. */
  readonly start: number
  readonly node: PlainNode
}

/** What is not plain is left to the library. */
const NOT_PLAIN = Symbol('not plain')

/** `name`, `f:metadata` and `k:{"type":"Ready"}` of managed fields, `.` and `"."` among them, anything simple in quotes. */
const KEY = /(?:([A-Za-z_](?:[\w.$/,"{}-]|:(?![ \n]|$)){0,500}|\.)|"([^"\\\n]{0,500})"):(?= |\n|$)/y
/** A key that is no text to YAML. */
const WORD = /^(?:null|true|false)$/i
const NOT_ASCII = /[^\n -~]/
const NUMBER = /^(?:0|-?[1-9]\d{0,14})$/
/** What the core schema of YAML 1.2 reads as another number than the ones above. */
const OTHER_NUMBER = /^(?:0o[0-7]+|0x[0-9a-f]+|[-+]?(?:\.inf|\.nan|\.?\d+(?:\.\d*)?(?:e[-+]?\d+)?))$/i
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/
/** Indicators, and the words that YAML has for nothing. */
const INDICATOR = /^(?:[?:,[\]{}#&*!|>'"%@`~]|-(?: |$)|(?:NULL|Null)$)/
const MAPPING = /: |:$| #/
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
])

function scalarOf(text: string): string | number | boolean | null {
  if (text === 'null') return null
  const quoted = QUOTED.exec(text)
  if (quoted) return quoted[1] ?? quoted[2] ?? ''
  if (INDICATOR.test(text) || MAPPING.test(text)) throw NOT_PLAIN
  if (NUMBER.test(text)) return Number(text)
  if (OTHER_NUMBER.test(text)) throw NOT_PLAIN
  return BOOLEANS.get(text) ?? text
}

/**
 * Reads blocks of maps and lists as kubectl prints them, every scalar on one line. Anything else that YAML has (comments,
 * blocks of text, flow, folded lines, tags, anchors) makes it throw `NOT_PLAIN`.
 */
function newReader(text: string) {
  /** Where the line begins that is looked at, how far it is indented, and where its content ends. */
  let line = 0
  let indent = 0
  let stop = 0

  function look(from: number): void {
    line = from
    let first = from
    while (text.charCodeAt(first) === 32) first += 1
    indent = first - from
    const newline = text.indexOf('\n', first)
    stop = newline === -1 ? text.length : newline
    while (stop > first && text.charCodeAt(stop - 1) === 32) stop -= 1
    if (first === stop) {
      // Blank lines may only end the text.
      if (/\S/.test(text.slice(first))) throw NOT_PLAIN
      line = text.length
      indent = -1
    }
  }

  const next = (): void => {
    const newline = text.indexOf('\n', stop)
    look(newline === -1 ? text.length : newline + 1)
  }
  const isDash = (at: number): boolean => text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 32

  /** A scalar, or an empty collection, up to the end of the line. What is indented below it would be more of it. */
  function inline(start: number, within: number): PlainNode {
    const end = stop
    if (start >= end) throw NOT_PLAIN
    const own = text.slice(start, end)
    const list = own === '[]' ? [] : null
    const map = own === '{}' ? new Map<string, PlainPair>() : null
    const scalar = list === null && map === null ? scalarOf(own) : null
    next()
    if (indent > within) throw NOT_PLAIN
    return { start, end, map, list, scalar }
  }

  /** The map whose first key stands at `start`, in this column. */
  function map(start: number, column: number, depth: number): PlainNode {
    const pairs = new Map<string, PlainPair>()
    let at = start
    let end = start
    do {
      KEY.lastIndex = at
      const [head, plain, quoted = ''] = KEY.exec(text) ?? []
      if (head === undefined || (plain !== undefined && WORD.test(plain))) throw NOT_PLAIN
      const node = value(at + head.length, column, depth)
      pairs.set(plain ?? quoted, { start: at, node })
      end = node.end
      at = line + column
    } while (indent === column && !isDash(at))
    if (indent > column) throw NOT_PLAIN
    return { start, end, map: pairs, list: null, scalar: null }
  }

  /** What stands behind a key. */
  function value(colon: number, column: number, depth: number): PlainNode {
    if (colon < stop) {
      let start = colon
      while (text.charCodeAt(start) === 32) start += 1
      return inline(start, column)
    }
    next()
    const first = line + indent
    if (indent === column && isDash(first)) return list(column, depth + 1)
    if (indent > column) return isDash(first) ? list(indent, depth + 1) : map(deeper(first, depth), indent, depth + 1)
    return { start: colon, end: colon, map: null, list: null, scalar: null }
  }

  const deeper = (at: number, depth: number): number => {
    if (depth >= MAX_DEPTH) throw NOT_PLAIN
    return at
  }

  function list(column: number, depth: number): PlainNode {
    const start = deeper(line + column, depth)
    const items: PlainNode[] = []
    while (indent === column && isDash(line + column)) {
      let at = line + column + 2
      while (text.charCodeAt(at) === 32) at += 1
      if (isDash(at)) throw NOT_PLAIN
      KEY.lastIndex = at
      items.push(KEY.test(text) ? map(at, at - line, depth + 1) : inline(at, column))
    }
    if (indent > column) throw NOT_PLAIN
    return { start, end: items.at(-1)?.end ?? start, map: null, list: items, scalar: null }
  }

  return function read(): PlainNode {
    look(0)
    const first = line + indent
    const node = isDash(first) ? list(indent, 0) : map(first, indent, 0)
    if (indent !== -1) throw NOT_PLAIN
    return node
  }
}

const isNothing = ({ map, list, scalar }: PlainNode): boolean => map === null && list === null && scalar === null

/** `start` is where the key begins, or the node where it has none; `offset`, where the text begins in the file. */
const valueAt = (node: PlainNode, start: number, offset: number): Value => ({
  get(key) {
    const pair = node.map?.get(key)
    return pair === undefined || isNothing(pair.node) ? null : valueAt(pair.node, pair.start, offset)
  },
  items: () => (node.list ?? []).filter(item => !isNothing(item)).map(item => valueAt(item, item.start, offset)),
  text: () => (typeof node.scalar === 'string' ? node.scalar : null),
  number: () => (typeof node.scalar === 'number' ? node.scalar : null),
  flag: () => (typeof node.scalar === 'boolean' ? node.scalar : null),
  range: () => ({ start: offset + start, end: offset + node.end }),
})

/** The object that the text is, or the first element of its list; undefined where the library has to read it. */
export function plainYaml(text: string, offset: number): Value | undefined {
  if (NOT_ASCII.test(text)) return undefined
  try {
    const node = newReader(text)()
    const own = node.list === null ? node : node.list[0]
    return own && !isNothing(own) ? valueAt(own, own.start, offset) : undefined
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}
