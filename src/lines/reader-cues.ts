import type { Block, Message, Readers } from '../model/reader.ts'
import { cueExpression, withNoBreakSpaces } from './cues.ts'
import type { LineSearch } from './search/line-search.ts'
import { openSearch } from './search/open-search.ts'

/** A reader with what finds its cues. */
export interface Cued<T> {
  readonly reader: T
  readonly cue: RegExp
}

/** What finds the cues of readers: made once for them, however many sources there are. */
export interface ReaderCues {
  readonly messages: readonly Cued<Message>[]
  readonly blocks: readonly Cued<Block>[]
  /** Any cue of any reader. */
  readonly expression: RegExp
  /** The same where no-break spaces may stand for blanks. */
  readonly spaced: RegExp
  search(hasNoBreakSpaces: boolean): LineSearch
}

const cued = <T extends { readonly cues: readonly string[] }>(readers: readonly T[]): readonly Cued<T>[] =>
  readers.map(reader => ({ reader, cue: cueExpression(reader.cues) }))

function newReaderCues(readers: Readers): ReaderCues {
  const literals = [...readers.envelopes, ...readers.messages, ...readers.blocks].flatMap(reader => reader.cues ?? [])
  const expression = cueExpression(literals)
  const spaced = withNoBreakSpaces(expression)
  let plain: LineSearch | null = null
  let wide: LineSearch | null = null
  return {
    messages: cued(readers.messages),
    blocks: cued(readers.blocks),
    expression,
    spaced,
    search(hasNoBreakSpaces) {
      if (hasNoBreakSpaces) {
        wide ??= openSearch({ literals, expression: spaced, hasBlanks: false })
        return wide
      }
      plain ??= openSearch({ literals, expression, hasBlanks: true })
      return plain
    },
  }
}

const made = new WeakMap<Readers, ReaderCues>()

export function cuesOf(readers: Readers): ReaderCues {
  const cues = made.get(readers) ?? newReaderCues(readers)
  made.set(readers, cues)
  return cues
}
