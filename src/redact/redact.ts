import type { Report } from '../model/report.ts'
import { safePart } from './excerpt.ts'
import { namesOf } from './names.ts'
import { type Texts, textsOf } from './text.ts'
import { newTokens } from './tokens.ts'

/** A report without what identifies its owner. */
export interface Redacted {
  /** The report with tokens in place of names, addresses, IDs, images and paths. */
  readonly report: Report
  /** Each thing that was replaced, and by what; by name. */
  readonly map: Readonly<Record<string, string>>
}

/** Fields whose values are words of oomlens or of the kernel, or IDs that the report gives itself. */
const OWN = new Set(
  `schema version layout kind killer level confidence code format unit metric signal sort ended of growth growthBy sizesOf because
  partial answer question outcome verdict zone qos severity wall capturedAt gfpMask gfpFlags resource threshold available
  incident incidents thrashing to-link atLeastFrom group freeBlockTypes basis kernel`.split(/\s+/),
)
const IDS = /^[a-z]\d+$/
/** `Culprit.what` and its like; elsewhere `what` is a sentence. */
const ONE_WORD = /^[a-z]+(?:-[a-z]+)?$/

/**
 * The report without what identifies its owner. The same thing gives the same token everywhere, under one key; doing it again
 * changes nothing. What cannot be judged is left out: an excerpt that is none of the kernel's lines is null.
 */
export function redact(report: Report, { key }: { readonly key?: string | undefined } = {}): Redacted {
  const tokens = newTokens(key)
  const names = namesOf(report)
  const texts = textsOf(names, tokens)
  const kept = keptWords(report)

  const string = (field: string, text: string, parent: string): string | null => {
    if (OWN.has(field) || (/^(?:id|to)$/.test(field) && IDS.test(text))) return text
    if (field === 'what' && ONE_WORD.test(text)) return text
    if (field === 'path' || parent === 'bundle') return texts.path(text)
    if (field === 'excerpt') {
      const safe = safePart(text)
      return safe === null ? null : texts.prose(safe)
    }
    if (field === 'node' || parent === 'nodes')
      return field === 'bootIds' ? texts.prose(text) : texts.name('node', text)
    if (field === 'scope' && text === 'node') return text
    if (parent === 'pod') return texts.name(field === 'namespace' ? 'ns' : field === 'uid' ? 'uid' : 'pod', text)
    if (parent === 'container' && field === 'id') return texts.name('id', text)
    if (field === 'title') return titled(text, texts, kept)
    return quotes(text, texts, kept)
  }
  function visit(value: unknown, field: string, parent: string): unknown {
    if (typeof value === 'string') return string(field, value, parent)
    if (Array.isArray(value)) return value.map(each => visit(each, field, typeof each === 'string' ? parent : field))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, visit(each, name, field)]))
  }
  const { schema, generator, ...rest } = report
  const made = { schema, generator, ...(visit(withPaths(rest, report, texts), '', '') as object) } as Report
  return { report: made, map: Object.fromEntries([...tokens.map].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

/** Paths of sources are spelled out in sentences too, where only whole ones can be told from words. */
function withPaths<T>(value: T, { sources, bundle }: Report, texts: Texts): T {
  const paths = [...sources.map(({ path }) => path), bundle.name]
    .filter(path => texts.path(path) !== path)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  const sentence = (text: string): string =>
    paths.reduce((read, path) => (read.includes(path) ? read.replaceAll(path, texts.path(path)) : read), text)
  const SENTENCES = new Set([
    'detail',
    'advice',
    'says',
    'against',
    'settledBy',
    'why',
    'what',
    'collect',
    'headline',
    'finding',
  ])
  function visit(each: unknown, field: string): unknown {
    if (typeof each === 'string') return SENTENCES.has(field) ? sentence(each) : each
    if (Array.isArray(each)) return each.map(one => visit(one, field))
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, visit(one, name)]))
  }
  return visit(value, '') as T
}

/** Names of programs and containers: the evidence itself. */
function keptWords(report: Report): ReadonlySet<string> {
  const kept = new Set<string>()
  for (const { victims, trigger, scope } of report.incidents) {
    for (const each of [...victims, ...(trigger ? [trigger] : []), scope]) {
      if ('comm' in each && each.comm !== null) kept.add(each.comm)
      if (each.container?.name) kept.add(each.container.name)
    }
  }
  return kept
}

/** `Reason Kind/name: message`: the message is the log's. */
function titled(title: string, texts: Texts, kept: ReadonlySet<string>): string {
  const at = title.indexOf(': ')
  return at === -1
    ? quotes(title, texts, kept)
    : `${quotes(title.slice(0, at), texts, kept)}: ${texts.foreign(title.slice(at + 2), kept)}`
}

/** What stands between quotes is from the log. */
const quotes = (text: string, texts: Texts, kept: ReadonlySet<string>): string =>
  text
    .split(/("[^"]*")/)
    .map((part, at) => (at % 2 === 0 ? texts.prose(part) : `"${texts.foreign(part.slice(1, -1), kept)}"`))
    .join('')
