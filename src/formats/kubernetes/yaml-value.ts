import type { Document, Node, Pair } from 'yaml'
import { yaml } from '../yaml-library.ts'
import { plainYaml } from './plain-yaml.ts'
import type { Range, Value } from './value.ts'

/** Aliases that one object may follow: kubectl writes none, other tools a few, an attack very many. */
const MAX_ALIASES = 100

/** A document of the library with what is left of its budget. */
interface Source {
  readonly document: Document
  readonly text: string
  /** Where the text begins in the file. */
  readonly offset: number
  aliases: number
}

const isNode = (value: unknown): value is Node => yaml().isNode(value)

function resolved(node: unknown, source: Source): Node | null {
  if (!isNode(node)) return null
  const { isAlias } = yaml()
  if (!isAlias(node)) return node
  source.aliases += 1
  const target: Node | undefined = source.aliases > MAX_ALIASES ? undefined : node.resolve(source.document)
  return target && !isAlias(target) ? target : null
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13

function rangeOf(key: unknown, node: unknown, source: Source): Range {
  const nodeRange = isNode(node) ? node.range : null
  const keyRange = isNode(key) ? key.range : null
  const start = keyRange?.[0] ?? nodeRange?.[0] ?? 0
  let end = Math.max(start, nodeRange?.[1] ?? 0, keyRange?.[1] ?? 0)
  // The library counts the line end to a block.
  while (end > start && isSpace(source.text.charCodeAt(end - 1))) end -= 1
  return { start: source.offset + start, end: source.offset + end }
}

const isKey = (pair: Pair, key: string): boolean => yaml().isScalar(pair.key) && pair.key.value === key

function valueAt(key: unknown, node: unknown, source: Source): Value | null {
  const { isMap, isScalar, isSeq } = yaml()
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

/** The object at a range of the text, or the first element of a list there: null where it is empty, 'broken' on an error. */
export function yamlValue(text: string, { start, end }: Range): Value | null | 'broken' {
  const own = text.slice(start, end)
  return plainYaml(own, start) ?? libraryValue(own, start)
}

/** The same by the library, which reads all of YAML and takes ten times as long. `offset` is where the text begins in the file. */
export function libraryValue(own: string, offset: number): Value | null | 'broken' {
  try {
    const document = yaml().parseDocument(own, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
    if (document.errors.length > 0) return 'broken'
    const { contents } = document
    return valueAt(null, yaml().isSeq(contents) ? contents.items[0] : contents, {
      document,
      text: own,
      offset,
      aliases: 0,
    })
  } catch {
    // The library recurses: nesting without end in a flow collection exhausts the stack.
    return 'broken'
  }
}
