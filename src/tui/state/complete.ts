import type { Case } from '../case/case.ts'
import { type Field, FIELDS, fieldOf } from './terms.ts'

export interface Suggestion {
  readonly word: string
  /** Entries that it is of; null for a field. */
  readonly count: number | null
}

const facetsOfCase = new WeakMap<Case, ReadonlyMap<Field, ReadonlyMap<string, number>>>()

/** How many entries there are of each value of each field, counted when a filter is first asked for. */
function facetsOf(shown: Case): ReadonlyMap<Field, ReadonlyMap<string, number>> {
  const known = facetsOfCase.get(shown)
  if (known) return known
  const facets = new Map<Field, Map<string, number>>(FIELDS.map(field => [field, new Map()]))
  const add = (field: Field, value: string | null): void => {
    const counts = facets.get(field)
    if (value !== null && counts) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  shown.entries.forEach(({ kind, severity, node, incident }, row) => {
    add('kind', kind)
    add('severity', severity)
    add('node', node)
    add('incident', incident)
    for (const { namespace, name } of shown.pods.of(row)) {
      add('namespace', namespace)
      add('pod', name)
    }
  })
  facetsOfCase.set(shown, facets)
  return facets
}

const lastWord = (text: string): string => /(?<!\S)\S*$/.exec(text)?.[0] ?? ''

/** What the last word may go on to be: fields, or values of its field, those of most entries first. */
export function suggestions(shown: Case, text: string): readonly Suggestion[] {
  const word = lastWord(text)
  const colon = word.indexOf(':')
  if (colon === -1)
    return FIELDS.filter(field => field !== 'text' && field.startsWith(word)).map(field => ({
      word: `${field}:`,
      count: null,
    }))
  const field = fieldOf(word.slice(0, colon))
  if (field === null) return []
  const begun = word.slice(colon + 1)
  return [...(facetsOf(shown).get(field) ?? [])]
    .filter(([value]) => value.startsWith(begun) && !/\s/.test(value))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([value, count]) => ({ word: `${field}:${value}`, count }))
}

function commonStart(words: readonly string[]): string {
  const [first = '', ...rest] = words
  let length = first.length
  for (const word of rest) while (!word.startsWith(first.slice(0, length))) length -= 1
  return first.slice(0, length)
}

/** The text with its last word as complete as it can be told. */
export function completed(shown: Case, text: string): string {
  const word = lastWord(text)
  const words = suggestions(shown, text).map(each => each.word)
  const [only, ...others] = words
  if (only === undefined) return text
  const start = text.slice(0, text.length - word.length)
  if (others.length === 0) return start + only + (only.endsWith(':') ? '' : ' ')
  const common = commonStart(words)
  return start + (common.length > word.length || common.includes(':') ? common : word)
}
