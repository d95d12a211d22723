import type { Range, Value } from '../kubernetes/value.ts'

export type Scalar = string | number | boolean | null

/** A value of a piece of JSON or YAML that may be cut anywhere. Places are in UTF-16 units of the whole text. */
export interface FragmentNode extends Range {
  start: number
  end: number
  content: Scalar | Map<string, FragmentNode> | FragmentNode[]
}

export interface MapNode extends FragmentNode {
  content: Map<string, FragmentNode>
}

export interface ListNode extends FragmentNode {
  content: FragmentNode[]
}

export const isMapNode = (node: FragmentNode): node is MapNode => node.content instanceof Map
export const isListNode = (node: FragmentNode): node is ListNode => Array.isArray(node.content)

export const newMap = (start: number): MapNode => ({ start, end: start, content: new Map() })
export const newList = (start: number): ListNode => ({ start, end: start, content: [] })

/** A key for what the text before the cut would have named. No field of the API is called so. */
export const lostKey = (map: MapNode): string => `#${map.content.size}`

/** The same as the documents' values, so that what an object means is written once. */
export function fragmentValue(node: FragmentNode): Value {
  const { content } = node
  return {
    get(key) {
      const found = content instanceof Map ? content.get(key) : undefined
      return found === undefined || found.content === null ? null : fragmentValue(found)
    },
    items: () => (Array.isArray(content) ? content.filter(item => item.content !== null).map(fragmentValue) : []),
    text: () => (typeof content === 'string' ? content : null),
    number: () => (typeof content === 'number' && Number.isFinite(content) ? content : null),
    flag: () => (typeof content === 'boolean' ? content : null),
    range: () => ({ start: node.start, end: node.end }),
  }
}

/** A map that the text does not show, around values that it shows. */
export function madeMap(members: Readonly<Record<string, Value | null>>, range: Range): Value {
  return {
    get: key => (Object.hasOwn(members, key) ? (members[key] ?? null) : null),
    items: () => [],
    text: () => null,
    number: () => null,
    flag: () => null,
    range: () => range,
  }
}

export const madeList = (items: readonly Value[], range: Range): Value => ({
  get: () => null,
  items: () => items,
  text: () => null,
  number: () => null,
  flag: () => null,
  range: () => range,
})
