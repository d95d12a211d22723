import type { Size, SourceFile } from './state.ts'

export type Sign = 1 | -1

/** All that can happen to a state: what keys mean, and what the surroundings answer. */
export type Action =
  | { readonly do: 'move'; readonly by: 'line' | 'half' | 'page' | 'end'; readonly sign: Sign }
  /** The next match where a search is on, else the next incident. */
  | { readonly do: 'next'; readonly sign: Sign }
  | { readonly do: 'incident'; readonly sign: Sign }
  | { readonly do: 'window'; readonly sign: Sign }
  | { readonly do: 'severe'; readonly sign: Sign }
  | { readonly do: 'pane'; readonly sign: Sign }
  | { readonly do: 'open' }
  | { readonly do: 'close' }
  | { readonly do: 'citation'; readonly sign: Sign }
  | { readonly do: 'shift'; readonly sign: Sign }
  | { readonly do: 'time' }
  | { readonly do: 'verbose' }
  | { readonly do: 'mark' }
  | { readonly do: 'to-mark' }
  | { readonly do: 'copy' }
  | { readonly do: 'ask'; readonly for: 'search' | 'filter' | 'export' }
  | { readonly do: 'undo-filter' }
  | { readonly do: 'clear-filter' }
  | { readonly do: 'overlay'; readonly is: 'help' | 'overview' }
  | { readonly do: 'play' }
  | { readonly do: 'speed'; readonly sign: Sign }
  | { readonly do: 'quit' }
  | { readonly do: 'leave' }
  | { readonly do: 'suspend' }
  | { readonly do: 'redraw' }
  /** While a question is open. */
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'erase'; readonly what: 'letter' | 'word' | 'all' }
  | { readonly do: 'complete' }
  | { readonly do: 'answer' }
  /** From the surroundings. */
  | { readonly do: 'resize'; readonly size: Size }
  | { readonly do: 'tick'; readonly ms: number }
  /** Null where it was not read after all, since nobody looks at it any more. */
  | { readonly do: 'file'; readonly path: string; readonly file: SourceFile | null }
  | { readonly do: 'say'; readonly message: string }
  | { readonly do: 'exists'; readonly file: string }
  | { readonly do: 'asked' }
