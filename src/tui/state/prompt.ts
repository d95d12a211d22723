import type { Action } from './action.ts'
import { completed } from './complete.ts'
import { filtered } from './filtering.ts'
import { found } from './search.ts'
import type { Prompt, State } from './state.ts'
import { termsOf, wordsOf } from './terms.ts'

const LONGEST = 400

const extensionOf = (file: string): string => file.slice(file.lastIndexOf('.') + 1)

/** A name to begin with: that of the case, without what would make a path of it. */
function nameFor({ shown, extensions }: State): string {
  const base = shown.report.bundle.name
    .replace(/[^\w.-]+/g, '-')
    .replace(/\.(?:tar(?:\.\w+)?|tgz|zip|txt|log|json)$/, '')
  const [extension = 'txt'] = extensions.keys()
  return `${base.replace(/^[-.]+/, '') || 'case'}-view.${extension}`
}

export function asked(state: State, asks: Prompt['asks']): State {
  const { list, detail, source, filter } = state
  const text =
    asks === 'export' ? nameFor(state) : asks === 'filter' && filter.terms.length > 0 ? `${wordsOf(filter.terms)} ` : ''
  const from = { list, detail, source }
  return {
    ...state,
    playing: null,
    overlay: null,
    message: null,
    prompt: { asks, text, note: null, overwrites: null, from },
  }
}

/** What the text does while it is typed: a search goes to its first match, from where it began. */
function retyped(state: State, prompt: Prompt, text: string): State {
  const next = {
    ...state,
    message: null,
    prompt: { ...prompt, text: text.slice(0, LONGEST), note: null, overwrites: null },
  }
  if (prompt.asks !== 'search') return next
  const back = { ...next, ...prompt.from }
  return text === '' ? { ...back, search: null } : found(back, text, prompt.from[state.focus].at, 1)
}

function answered(state: State, prompt: Prompt): State {
  const { asks, text, overwrites } = prompt
  const closed = { ...state, prompt: null }
  if (asks === 'search') return text === '' ? { ...closed, search: null } : closed
  const trimmed = text.trim()
  if (asks === 'filter') {
    const terms = termsOf(trimmed)
    return 'wrong' in terms ? { ...state, prompt: { ...prompt, note: terms.wrong } } : filtered(closed, terms)
  }
  if (trimmed === '') return closed
  const output = state.extensions.get(extensionOf(trimmed))
  if (output === undefined) {
    const known = [...state.extensions.keys()].map(each => `.${each}`).join(', ')
    return { ...state, prompt: { ...prompt, note: `The name must end in ${known}.` } }
  }
  return {
    ...closed,
    asks: [...state.asks, { ask: 'save', file: trimmed, output, overwrite: overwrites === trimmed }],
  }
}

/** A file of that name is there: only a second Enter overwrites it. */
export function existing(state: State, file: string): State {
  const { prompt } = asked(state, 'export')
  return prompt === null
    ? state
    : {
        ...state,
        prompt: {
          ...prompt,
          text: file,
          note: 'The file exists: Enter overwrites it, Esc does not.',
          overwrites: file,
        },
      }
}

export function closedPrompt(state: State, prompt: Prompt): State {
  const closed = { ...state, prompt: null, message: null }
  return prompt.asks === 'search' ? { ...closed, ...prompt.from, search: null } : closed
}

const ERASED: Readonly<Record<'letter' | 'word' | 'all', RegExp>> = {
  letter: /.$/su,
  word: /(?:(?<!\S)\S+|(?<!\s))\s*$/u,
  all: /.*$/su,
}

export function typing(state: State, action: Action): State {
  const { prompt } = state
  if (prompt === null) return state
  switch (action.do) {
    case 'type':
      return retyped(state, prompt, prompt.text + action.text)
    case 'erase':
      // As in less and vim: Backspace on nothing closes the question.
      return prompt.text === '' && action.what === 'letter'
        ? closedPrompt(state, prompt)
        : retyped(state, prompt, prompt.text.replace(ERASED[action.what], ''))
    case 'complete':
      return prompt.asks === 'filter' ? retyped(state, prompt, completed(state.shown, prompt.text)) : state
    case 'answer':
      return answered(state, prompt)
    default:
      return state
  }
}
