import { readBraced } from './braced.ts'
import {
  type FragmentNode,
  isListNode,
  isMapNode,
  type ListNode,
  lostKey,
  type MapNode,
  newList,
  newMap,
  type Scalar,
} from './fragment.ts'
import type { PastedLine } from './pasted-line.ts'

const KEY = /^([A-Za-z_$.][\w./:$-]{0,250}):(?: +(\S.*))?$/
const BLOCK = /^[|>][+-]?\d?[+-]?(?: +#.*)?$/
const ELIDED = /^(?:#.*|\.{2,}|…|\[\.{3}\]|<(?:snip|\.\.\.)>)$/
/** JSON whose keys have no quotes. */
const JSON_TAIL = /["\]}],$|[{[]$/

/** A map or list that later lines may belong to. */
interface Frame {
  /** Column of the keys of a map, of the dashes of a list. */
  readonly column: number
  readonly node: MapNode | ListNode
  /** The value of the key that was read last, where that has none so far. */
  pending: FragmentNode | null
}

/** A scalar that may go on below. */
interface OpenText {
  readonly node: FragmentNode
  readonly column: number
  raw: string
  readonly isPlain: boolean
}

function unescaped(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : text
  } catch {
    return text.slice(1, -1)
  }
}

function scalarOf(raw: string): Scalar {
  const text = raw.replace(/(?<! ) +#.*$/, '').trim()
  const quoted = /^(["'])(.*)\1$/.exec(text)
  if (quoted) return quoted[1] === "'" ? (quoted[2] ?? '').replaceAll("''", "'") : unescaped(text)
  if (text === '' || text === 'null' || text === '~') return null
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : text
}

/** `{exitCode: 137, reason: OOMKilled}` behind a key. */
function flowMap(value: string, start: number): FragmentNode['content'] {
  const [root] = readBraced(value, unit => start + unit)
  const [inner] = root && isMapNode(root) ? [...root.content.values()] : []
  return inner && isMapNode(inner) ? inner.content : null
}

const bodyStart = (line: PastedLine): number => line.from + (line.raw.length - line.raw.trimStart().length)
const bodyEnd = (line: PastedLine): number => line.from + line.raw.trimEnd().length

/**
 * Reads YAML by its indentation, wherever it begins and ends. What a real reader would refuse is left out: a line that is
 * no field closes everything. Texts of several lines are told from fields as YAML does it, by their first line.
 */
class IndentedReader {
  readonly roots: FragmentNode[] = []
  /** Places of lines that a text runs on to: whatever they look like, they are no structure. */
  readonly texts: Set<number> = new Set()
  #stack: Frame[] = []
  /** The text that is being read: deeper lines belong to it. */
  #text: OpenText | null = null

  take(line: PastedLine): void {
    const body = line.text.trim()
    // In a plain text a colon and a blank cannot stand, so that such a line is a field whatever its indentation.
    const isField = this.#text?.isPlain === true && KEY.test(body) && !JSON_TAIL.test(body)
    if (this.#text && (line.isBlank || (line.indent > this.#text.column && !isField))) {
      this.#runOn(this.#text, line, body)
      return
    }
    this.end()
    if (line.isBlank || ELIDED.test(body)) return
    const gap = /^- +/.exec(body)?.[0].length ?? 0
    const match = JSON_TAIL.test(body) ? null : KEY.exec(body.slice(gap))
    if (gap > 0) this.#item(line, line.indent, match ? gap : 0, scalarOf(body.slice(gap)))
    if (match) this.#field(line, line.indent + gap, match[1] ?? '', match[2] ?? '')
    else if (gap === 0) this.#stack = []
  }

  end(): void {
    if (this.#text && this.#text.raw !== '') this.#text.node.content = scalarOf(this.#text.raw)
    this.#text = null
  }

  #runOn(text: OpenText, line: PastedLine, body: string): void {
    this.texts.add(line.at)
    if (text.raw.length < 4096) text.raw += `${text.raw === '' ? '' : ' '}${body}`
    text.node.end = Math.max(text.node.end, bodyEnd(line))
  }

  #attach(frame: Frame): Frame {
    const parent = this.#stack.at(-1)
    if (parent?.pending) {
      parent.pending.content = frame.node.content
      parent.pending = null
    } else if (parent && isListNode(parent.node)) parent.node.content.push(frame.node)
    else if (parent && isMapNode(parent.node)) parent.node.content.set(lostKey(parent.node), frame.node)
    else this.roots.push(frame.node)
    this.#stack.push(frame)
    return frame
  }

  /** Closes what is deeper. Where nothing is left, the cut took what was around it: that is the map that comes now. */
  #popTo(column: number): Frame | undefined {
    let deeper: Frame | undefined
    while ((this.#stack.at(-1)?.column ?? -1) > column) deeper = this.#stack.pop()
    const top = this.#stack.at(-1)
    if (top || !deeper) return top
    const around = newMap(deeper.node.start)
    around.content.set('#0', deeper.node)
    this.roots[this.roots.length - 1] = around
    this.#stack.push({ column, node: around, pending: null })
    return this.#stack.at(-1)
  }

  #item(line: PastedLine, column: number, gap: number, scalar: Scalar): void {
    const top = this.#popTo(column)
    const isOwn = top && isListNode(top.node) && top.column === column
    const list = isOwn ? top : this.#attach({ column, node: newList(bodyStart(line)), pending: null })
    const own = newMap(bodyStart(line))
    if (!isListNode(list.node)) return
    list.node.content.push(gap > 0 ? own : { ...own, end: bodyEnd(line), content: scalar })
    if (gap > 0) this.#stack.push({ column: column + gap, node: own, pending: null })
  }

  #mapAt(column: number, start: number): Frame {
    const above = this.#popTo(column)
    // kubectl prints the dashes of a list in the column of the key that the list belongs to.
    if (above && isListNode(above.node) && above.column === column) this.#stack.pop()
    const top = this.#stack.at(-1)
    if (top && isMapNode(top.node) && top.column === column) return top
    // Who copies from the middle of a line loses the indentation of the first one.
    const isFirst = top && isMapNode(top.node) && top.node.content.size === 1 && this.#stack.length === 1
    if (isFirst && top.pending === null) {
      this.#stack = [{ ...top, column }]
      return this.#stack[0] ?? top
    }
    return this.#attach({ column, node: newMap(start), pending: null })
  }

  #field(line: PastedLine, column: number, key: string, value: string): void {
    const frame = this.#mapAt(column, bodyStart(line))
    const node: FragmentNode = { start: bodyStart(line), end: bodyEnd(line), content: null }
    if (isMapNode(frame.node)) frame.node.content.set(key, node)
    for (const open of this.#stack) open.node.end = Math.max(open.node.end, node.end)
    frame.pending = value === '' ? node : null
    if (value === '') return
    const isBlock = BLOCK.test(value)
    // Of flow collections only maps that end on their line are read.
    if (!isBlock && !/^[[{&*!]/.test(value)) node.content = scalarOf(value)
    if (/^\{.*\}$/.test(value)) node.content = flowMap(value, bodyEnd(line) - value.length)
    this.#text = {
      node,
      column,
      raw: isBlock || node.content === null || node.content instanceof Map ? '' : value,
      isPlain: !isBlock && !/^["']/.test(value),
    }
  }
}

/** Pieces of YAML in lines, and the places of lines that are part of some text in them. */
export function readIndented(lines: readonly PastedLine[]): Pick<IndentedReader, 'roots' | 'texts'> {
  const reader = new IndentedReader()
  for (const line of lines) reader.take(line)
  reader.end()
  return reader
}
