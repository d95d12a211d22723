import type { Document } from 'yaml'
import { isObject, type JsonObject } from '../json/value.ts'
import { yaml } from '../yaml-library.ts'

/** Deeper than what is looked up in a record of a log; what is deeper is left out. */
const MAX_DEPTH = 8
/** Aliases that one object may follow: printers of logs write none or a few, an attack very many. */
const MAX_ALIASES = 100

/** One object while it is turned into a plain one. */
interface Source {
  readonly document: Document
  aliases: number
}

function plain(node: unknown, source: Source, depth: number): unknown {
  const { isAlias, isMap, isScalar, isSeq } = yaml()
  if (isScalar(node)) return node.value
  if (depth > MAX_DEPTH) return null
  if (isAlias(node)) {
    source.aliases += 1
    return source.aliases > MAX_ALIASES ? null : plain(node.resolve(source.document), source, depth + 1)
  }
  if (isSeq(node)) return node.items.map(item => plain(item, source, depth + 1))
  if (!isMap(node)) return null
  return Object.fromEntries(
    node.items.flatMap(({ key, value }) =>
      isScalar(key) ? [[String(key.value ?? ''), plain(value, source, depth + 1)] as const] : [],
    ),
  )
}

/**
 * The object that a document of YAML is; null for anything else, also for what is no YAML.
 *
 * The library's own conversion makes a text of every key that is an object, and for every object in it again: 12 KB of
 * nested keys take it seven seconds. No record has such keys.
 */
export function yamlObject(text: string): JsonObject | null {
  try {
    const document = yaml().parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
    if (document.errors.length > 0) return null
    const object = plain(document.contents, { document, aliases: 0 }, 0)
    return isObject(object) ? object : null
  } catch {
    // The library recurses: nesting without end exhausts the stack.
    return null
  }
}
