import type { Case } from '../case/case.ts'

/** What a filter looks at. `text` is any part of a title. */
export const FIELDS = ['kind', 'severity', 'node', 'namespace', 'pod', 'incident', 'text'] as const
export type Field = (typeof FIELDS)[number]

/** One condition. Conditions on different fields must all hold; of one field, any; every text must be there. */
export interface Term {
  readonly field: Field
  readonly value: string
}

const SHORT: Readonly<Record<string, Field>> = { sev: 'severity', ns: 'namespace' }
const SEVERITIES = ['info', 'warning', 'critical']

/** A field by its name, its usual short form, or any beginning of its name that only one has. */
export function fieldOf(name: string): Field | null {
  const short = Object.hasOwn(SHORT, name) ? SHORT[name] : undefined
  if (short) return short
  const fits = FIELDS.filter(field => field.startsWith(name) && name !== '')
  return fits.length === 1 ? (fits[0] ?? null) : (fits.find(field => field === name) ?? null)
}

/** `severity:warning node:worker-3 java`: words with a field, and words of the title. */
export function termsOf(text: string): readonly Term[] | { readonly wrong: string } {
  const terms: Term[] = []
  for (const word of text.split(/\s+/).filter(each => each !== '')) {
    const colon = word.indexOf(':')
    const field = colon < 1 ? 'text' : fieldOf(word.slice(0, colon))
    if (field === null) return { wrong: `No field '${word.slice(0, colon)}': ${FIELDS.join(', ')}.` }
    const value = field === 'text' ? word.replace(/^text:/, '') : word.slice(colon + 1)
    if (value === '') continue
    if (field === 'severity' && !SEVERITIES.includes(value)) return { wrong: `severity is ${SEVERITIES.join(', ')}.` }
    terms.push({ field, value })
  }
  return terms
}

export const wordsOf = (terms: readonly Term[]): string =>
  terms.map(({ field, value }) => (field === 'text' && !value.includes(':') ? value : `${field}:${value}`)).join(' ')

type Test = (row: number) => boolean

/** Kinds by a beginning of their names: `kube` is every `kube.…`. */
const isKind = (kind: string, wanted: string): boolean => kind === wanted || kind.startsWith(`${wanted}.`)

function testOf(shown: Case, field: Field, values: readonly string[]): Test {
  const { entries, pods } = shown
  const entryHas = (has: (entry: Case['entries'][number], value: string) => boolean): Test => {
    return row => {
      const entry = entries[row]
      return entry !== undefined && values.some(value => has(entry, value))
    }
  }
  switch (field) {
    case 'kind':
      return entryHas(({ kind }, value) => isKind(kind, value))
    case 'severity':
      return entryHas(({ severity }, value) => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(value))
    case 'node':
      return entryHas(({ node }, value) => node === value)
    case 'incident':
      return entryHas(({ incident }, value) => incident === value)
    case 'namespace':
      return row => pods.of(row).some(({ namespace }) => namespace !== null && values.includes(namespace))
    case 'pod':
      return row => pods.of(row).some(({ name }) => values.some(value => name === value || name.startsWith(value)))
    case 'text': {
      const lower = values.map(value => value.toLowerCase())
      return row => {
        const title = entries[row]?.title.toLowerCase() ?? ''
        return lower.every(value => title.includes(value))
      }
    }
  }
}

/** The rows that every condition lets through, out of `among`; null stands for all rows. */
export function rowsWhere(shown: Case, terms: readonly Term[], among: Int32Array | null): Int32Array | null {
  if (terms.length === 0) return null
  const tests = FIELDS.flatMap(field => {
    const values = terms.filter(term => term.field === field).map(({ value }) => value)
    return values.length === 0 ? [] : [testOf(shown, field, values)]
  })
  const rows: number[] = []
  const count = among?.length ?? shown.entries.length
  for (let at = 0; at < count; at += 1) {
    const row = among ? (among[at] ?? 0) : at
    if (tests.every(test => test(row))) rows.push(row)
  }
  return Int32Array.from(rows)
}
