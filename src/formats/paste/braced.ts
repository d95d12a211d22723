import {
  type FragmentNode,
  isListNode,
  isMapNode,
  lostKey,
  type MapNode,
  newList,
  newMap,
  type Scalar,
} from './fragment.ts'

const TOKEN =
  /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[{}[\],]|(?<!\d)-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.-])|[A-Za-z_$][\w$./-]*/g
const AFTER_KEY = /^\s*:/
/** Deeper than any object of the API. */
const MAX_DEPTH = 100

function scalarOf(token: string): Scalar {
  if (token.startsWith('"')) {
    try {
      const value: unknown = JSON.parse(token)
      return typeof value === 'string' ? value : null
    } catch {
      return token.replace(/^"|"$/g, '')
    }
  }
  if (token.startsWith("'")) return token.replace(/^'|'$/g, '')
  if (token === 'null') return null
  if (token === 'true' || token === 'false') return token === 'true'
  return /^-?\d/.test(token) ? Number(token) : token
}

/** False for a text, number or word that the cut goes through. */
const isWhole = (token: string, isInside: boolean): boolean =>
  /^["']/.test(token) ? token.length > 1 && token.endsWith(token.charAt(0)) : isInside

/**
 * Reads JSON that may be cut at both ends, with or without quotes around its keys. What closes without having been opened
 * goes around all that was read before. `placeOf` turns a place of `text` into one of the whole document.
 */
export function readBraced(text: string, placeOf: (unit: number) => number): readonly FragmentNode[] {
  let root: MapNode = newMap(placeOf(0))
  let stack: FragmentNode[] = [root]
  let key: { readonly name: string; readonly start: number } | null = null

  function add(node: FragmentNode): void {
    const top = stack.at(-1)
    if (!top) return
    if (isListNode(top)) top.content.push(node)
    else if (isMapNode(top)) {
      if (key) {
        node.start = key.start
        top.content.set(key.name, node)
      } else if (node.content instanceof Map || Array.isArray(node.content)) top.content.set(lostKey(top), node)
    }
    key = null
  }

  function open(node: FragmentNode): boolean {
    if (stack.length > MAX_DEPTH) return false
    add(node)
    stack.push(node)
    return true
  }

  function shut(isMap: boolean, end: number): void {
    key = null
    // Where the other kind of bracket is missing, the inner value ends here as well.
    const at = stack.findLastIndex((node, depth) => depth > 0 && (isMap ? isMapNode(node) : isListNode(node)))
    if (at > 0) {
      for (const node of stack.splice(at)) node.end = end
      return
    }
    const around = newMap(root.start)
    around.content.set('#0', root)
    root.end = end
    root = around
    stack = [root]
  }

  for (const match of text.matchAll(TOKEN)) {
    const [token] = match
    const start = placeOf(match.index)
    const end = placeOf(match.index + token.length - 1) + 1
    if (token === '{' || token === '[') {
      if (!open(token === '{' ? newMap(start) : newList(start))) break
    } else if (token === '}' || token === ']') shut(token === '}', end)
    else if (token === ',') key = null
    else if (AFTER_KEY.test(text.slice(match.index + token.length, match.index + token.length + 40))) {
      key = { name: String(scalarOf(token)), start }
    } else if (isWhole(token, match.index + token.length < text.length)) add({ start, end, content: scalarOf(token) })
    for (const node of stack) node.end = Math.max(node.end, end)
  }
  return [root]
}
