import type { LineSearch } from './line-search.ts'
import { newPlainSearch } from './plain-search.ts'
import { newWasmSearch } from './wasm-search.ts'

/** The most that is searched at a time: it stays in the cache of a processor. */
export const SEARCHED_BYTES: number = 256 * 1024
/** So much is searched by an expression in the time that the quick search takes to be made. */
const WORTH_BYTES = 2 * 1024 * 1024

/** What is looked for. */
export interface Sought {
  readonly literals: readonly string[]
  /** Finds each of them, and has the last word. */
  readonly expression: RegExp
  /** Whether a blank of a literal is a blank in the text as well. */
  readonly hasBlanks: boolean
}

/** The search for some cues: the quick one where there is much to be searched and it can be had. */
export function openSearch({ literals, expression, hasBlanks }: Sought): LineSearch {
  let search = newPlainSearch(expression)
  let opened = 0
  let isDecided = false
  return {
    open(lines) {
      opened += lines.length
      if (!isDecided && opened > WORTH_BYTES) {
        isDecided = true
        search = newWasmSearch(literals, expression, hasBlanks, SEARCHED_BYTES) ?? search
      }
      search.open(lines)
    },
    next: from => search.next(from),
    passed: () => search.passed(),
  }
}
