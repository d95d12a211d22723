import type { Action } from './action.ts'
import type { State } from './state.ts'

export interface Key {
  /** Names as `key-name.ts` gives them. */
  readonly keys: readonly string[]
  /** As help prints them. */
  readonly shown: string
  readonly does: string
  /** Few words for the status line, where it is worth them. */
  readonly hint?: string
  readonly action: Action
}

/** The one table of keys: what they do and what help says of them come from here. */
export const KEYS: readonly { readonly group: string; readonly keys: readonly Key[] }[] = [
  {
    group: 'Moving',
    keys: [
      {
        keys: ['j', 'down', 'ctrl-n'],
        shown: 'j ↓',
        does: 'one line down',
        action: { do: 'move', by: 'line', sign: 1 },
      },
      { keys: ['k', 'up', 'ctrl-p'], shown: 'k ↑', does: 'one line up', action: { do: 'move', by: 'line', sign: -1 } },
      {
        keys: ['pagedown', 'ctrl-f'],
        shown: 'PgDn ^F',
        does: 'one page down',
        action: { do: 'move', by: 'page', sign: 1 },
      },
      {
        keys: ['pageup', 'ctrl-b', 'b'],
        shown: 'PgUp ^B b',
        does: 'one page up',
        action: { do: 'move', by: 'page', sign: -1 },
      },
      { keys: ['d', 'ctrl-d'], shown: 'd ^D', does: 'half a page down', action: { do: 'move', by: 'half', sign: 1 } },
      { keys: ['u', 'ctrl-u'], shown: 'u ^U', does: 'half a page up', action: { do: 'move', by: 'half', sign: -1 } },
      {
        keys: ['g', 'home', '<'],
        shown: 'g Home',
        does: 'to the beginning',
        action: { do: 'move', by: 'end', sign: -1 },
      },
      { keys: ['G', 'end', '>'], shown: 'G End', does: 'to the end', action: { do: 'move', by: 'end', sign: 1 } },
    ],
  },
  {
    group: 'Jumping',
    keys: [
      {
        keys: ['n'],
        shown: 'n',
        does: 'next incident; next match while a search is on',
        hint: 'incident',
        action: { do: 'next', sign: 1 },
      },
      {
        keys: ['N'],
        shown: 'N',
        does: 'previous incident; previous match while a search is on',
        action: { do: 'next', sign: -1 },
      },
      {
        keys: ['i'],
        shown: 'i',
        does: 'next incident, also while a search is on',
        action: { do: 'incident', sign: 1 },
      },
      {
        keys: ['p', 'I'],
        shown: 'p',
        does: 'previous incident, also while a search is on',
        action: { do: 'incident', sign: -1 },
      },
      { keys: [']'], shown: ']', does: 'next window of thrashing', action: { do: 'window', sign: 1 } },
      { keys: ['['], shown: '[', does: 'previous window of thrashing', action: { do: 'window', sign: -1 } },
      { keys: ['w'], shown: 'w', does: 'next warning or worse', action: { do: 'severe', sign: 1 } },
      { keys: ['W'], shown: 'W', does: 'previous warning or worse', action: { do: 'severe', sign: -1 } },
      { keys: ['m'], shown: 'm', does: 'mark the entry, or take its mark away', action: { do: 'mark' } },
      { keys: ["'"], shown: "'", does: 'to the next mark, round the end', action: { do: 'to-mark' } },
    ],
  },
  {
    group: 'Panes',
    keys: [
      {
        keys: ['tab'],
        shown: 'Tab',
        does: 'next pane: timeline, detail, source',
        hint: 'pane',
        action: { do: 'pane', sign: 1 },
      },
      { keys: ['shift-tab'], shown: '⇧Tab', does: 'previous pane', action: { do: 'pane', sign: -1 } },
      {
        keys: ['return'],
        shown: 'Enter',
        does: 'open the evidence: the cited lines in their file',
        hint: 'evidence',
        action: { do: 'open' },
      },
      { keys: ['c'], shown: 'c', does: 'next citation of the entry', action: { do: 'citation', sign: 1 } },
      { keys: ['C'], shown: 'C', does: 'previous citation', action: { do: 'citation', sign: -1 } },
      { keys: ['right', 'l'], shown: '→ l', does: 'shift the source to the right', action: { do: 'shift', sign: 1 } },
      { keys: ['left', 'h'], shown: '← h', does: 'shift the source to the left', action: { do: 'shift', sign: -1 } },
      {
        keys: ['o'],
        shown: 'o',
        does: 'overview: the checklist, contradictions, what is missing, problems',
        hint: 'overview',
        action: { do: 'overlay', is: 'overview' },
      },
      { keys: ['escape'], shown: 'Esc', does: 'back: close what is open, end the search', action: { do: 'close' } },
    ],
  },
  {
    group: 'Finding and filtering',
    keys: [
      {
        keys: ['/'],
        shown: '/',
        does: 'search the pane as you type; upper and lower case are the same',
        hint: 'search',
        action: { do: 'ask', for: 'search' },
      },
      {
        keys: ['f'],
        shown: 'f',
        does: 'filter by kind, severity, node, namespace, pod, incident, words',
        hint: 'filter',
        action: { do: 'ask', for: 'filter' },
      },
      { keys: ['U'], shown: 'U', does: 'take the last change of the filter back', action: { do: 'undo-filter' } },
      { keys: ['F'], shown: 'F', does: 'no filter', action: { do: 'clear-filter' } },
      {
        keys: ['t'],
        shown: 't',
        does: 'times: absolute (UTC), relative to the last incident stepped to, since boot',
        hint: 'times',
        action: { do: 'time' },
      },
    ],
  },
  {
    group: 'Replay',
    keys: [
      { keys: [' '], shown: 'Space', does: 'play the timeline as it happened, or pause', action: { do: 'play' } },
      { keys: ['+', '='], shown: '+', does: 'faster', action: { do: 'speed', sign: 1 } },
      { keys: ['-'], shown: '-', does: 'slower', action: { do: 'speed', sign: -1 } },
    ],
  },
  {
    group: 'Taking along',
    keys: [
      {
        keys: ['y'],
        shown: 'y',
        does: 'copy the citation to the clipboard of the terminal (OSC 52)',
        action: { do: 'copy' },
      },
      { keys: ['e'], shown: 'e', does: 'export what the filter shows to a file', action: { do: 'ask', for: 'export' } },
    ],
  },
  {
    group: 'Leaving',
    keys: [
      { keys: ['?', 'f1'], shown: '?', does: 'this page', hint: 'keys', action: { do: 'overlay', is: 'help' } },
      { keys: ['ctrl-l'], shown: '^L', does: 'draw the screen again', action: { do: 'redraw' } },
      { keys: ['ctrl-z'], shown: '^Z', does: 'back to the shell for a while (fg returns)', action: { do: 'suspend' } },
      { keys: ['q'], shown: 'q', does: 'leave; first what covers the panes', hint: 'leave', action: { do: 'quit' } },
      { keys: ['ctrl-c'], shown: '^C', does: 'leave', action: { do: 'leave' } },
    ],
  },
]

const ACTIONS: ReadonlyMap<string, Action> = new Map(
  KEYS.flatMap(({ keys }) => keys.flatMap(each => each.keys.map(name => [name, each.action] as const))),
)

const PROMPT: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['return', { do: 'answer' }],
  ['escape', { do: 'close' }],
  ['ctrl-c', { do: 'close' }],
  ['tab', { do: 'complete' }],
  ['backspace', { do: 'erase', what: 'letter' }],
  ['ctrl-h', { do: 'erase', what: 'letter' }],
  ['ctrl-w', { do: 'erase', what: 'word' }],
  ['ctrl-u', { do: 'erase', what: 'all' }],
])

/** What a key means: letters are letters while a question is open. Null for a key that means nothing. */
export function actionOf({ prompt }: Pick<State, 'prompt'>, key: string): Action | null {
  if (prompt === null) return ACTIONS.get(key) ?? null
  const action = PROMPT.get(key)
  if (action) return action
  return [...key].length === 1 ? { do: 'type', text: key } : null
}
