import { CLOSE_OBJECT } from './json-scan.ts'
import type { ListHead } from './objects.ts'
import type { Range } from './value.ts'

/** What `kubectl get … -o json` prints above the first object of a list, keys in order; BOM by redirection in PowerShell. */
const HEAD = /^\uFEFF?\{\n( {1,8})"apiVersion": "([\w./-]{1,100})",\n\1"items": \[\n(\1 {1,8})(?=\{\n)/
/** What it prints below the last one. */
const TAIL =
  /^\],\n *"kind": "([A-Za-z]{1,100})"(?:,\n *"metadata": \{\n(?: *"\w{1,100}": "[\w-]{0,100}",?\n){0,4} *\})?\n\}\s*$/

/** A list that looks like one of kubectl. */
export interface PrintedList {
  readonly list: ListHead
  /** Where its objects should be. They are there if each of them is valid JSON. */
  readonly items: readonly Range[]
}

/** End of the line that holds this alone but for a comma, from `from` on; -1 where there is none. */
function lineOf(text: string, line: string, from: number): number {
  for (let at = text.indexOf('\n', from); at !== -1; at = text.indexOf('\n', at + 1))
    if (text.charCodeAt(at + line.length - 1) === CLOSE_OBJECT && text.startsWith(line, at)) return at + line.length
  return -1
}

/**
 * Takes a list apart at the lines that close an object, where they are indented as kubectl does it: a search for line ends alone.
 * Null for any other text.
 *
 * No beginning of a JSON object is a JSON object: where one begins and what is up to such a line is valid, it ends there, and
 * behind it nothing is accepted but the next one or the end of the list.
 */
export function printedList(text: string): PrintedList | null {
  const [head, outer = '', apiVersion = null, indent = ''] = HEAD.exec(text) ?? []
  if (head === undefined) return null
  const items: Range[] = []
  const between = `,\n${indent}`
  for (let start = head.length; ; ) {
    const end = lineOf(text, `\n${indent}}`, start)
    if (end === -1) return null
    items.push({ start, end })
    if (!text.startsWith(`${between}{`, end)) break
    start = end + between.length
  }
  const stop = items.at(-1)?.end ?? 0
  if (!text.startsWith(`\n${outer}]`, stop) || text.length - stop > 2000) return null
  const kind = TAIL.exec(text.slice(stop + outer.length + 1))?.[1]
  return kind === undefined ? null : { list: { kind, apiVersion }, items }
}
