import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import type { Range, Value } from './value.ts'

/** Aliases that one object may follow: kubectl writes none, other tools a few, an attack very many. */
const MAX_ALIASES = 100

/** A document of the library with what is left of its budget. */
interface Source {
  readonly document: Document
  readonly offset: number
  aliases: number
}

const isNode = (value: unknown): value is Node => isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)

function resolved(node: unknown, source: Source): Node | null {
  if (!isNode(node)) return null
  if (!isAlias(node)) return node
  source.aliases += 1
  const target: Node | undefined =
    source.aliases > MAX_ALIASES ? undefined : (node satisfies Alias).resolve(source.document)
  return target && !isAlias(target) ? target : null
}

function rangeOf(key: unknown, node: unknown, source: Source): Range {
  const nodeRange = isNode(node) ? node.range : null
  const keyRange = isNode(key) ? key.range : null
  const start = keyRange?.[0] ?? nodeRange?.[0] ?? 0
  return { start: source.offset + start, end: source.offset + Math.max(start, nodeRange?.[1] ?? 0, keyRange?.[1] ?? 0) }
}

const isKey = (pair: Pair, key: string): boolean => isScalar(pair.key) && String(pair.key.value) === key

function valueAt(key: unknown, node: unknown, source: Source): Value | null {
  const target = resolved(node, source)
  if (target === null || (isScalar(target) && target.value === null)) return null
  const scalar: unknown = isScalar(target) ? target.value : undefined
  return {
    get(name) {
      const pair = isMap(target) ? target.items.findLast(member => isKey(member, name)) : undefined
      return pair === undefined ? null : valueAt(pair.key, pair.value, source)
    },
    items() {
      if (!isSeq(target)) return []
      return target.items.map(item => valueAt(null, item, source)).filter(item => item !== null)
    },
    text: () => (typeof scalar === 'string' ? scalar : null),
    number: () => (typeof scalar === 'number' && Number.isFinite(scalar) ? scalar : null),
    flag: () => (typeof scalar === 'boolean' ? scalar : null),
    range: () => rangeOf(key, node, source),
  }
}

/**
 * Reads a YAML text of any form, slowly (1 to 2 MB/s); null when it has an error. `offset` is where the text begins in
 * its document.
 */
export function libraryYaml(text: string, offset: number): Value | null {
  try {
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
    if (document.errors.length > 0) return null
    return valueAt(null, document.contents, { document, offset, aliases: 0 })
  } catch {
    // The library recurses: nesting without end in a flow collection exhausts the stack.
    return null
  }
}
