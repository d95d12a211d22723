import { readFileSync } from 'node:fs'
import { readers } from '../../../src/formats/index.ts'
import { newLineReader } from '../../../src/lines/read-lines.ts'
import type { EventKind, EventOf } from '../../../src/model/event.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { Problem } from '../../../src/model/problem.ts'
import type { Found } from '../../../src/model/reader.ts'

export function foundIn(text: string): readonly Found[] {
  const found: Found[] = []
  const reader = newLineReader('log', readers, each => found.push(each))
  reader.push(new TextEncoder().encode(text))
  reader.end()
  return found
}

export const eventsIn = <K extends EventKind>(text: string, kind: K): readonly EventOf<K>[] =>
  foundIn(text).filter((each): each is EventOf<K> => 'kind' in each && each.kind === kind)
export const reportsIn = (text: string): readonly OomReport[] => eventsIn(text, 'kernel.oom-report')
export const problemsIn = (text: string): readonly Problem[] =>
  foundIn(text).filter((each): each is Problem => 'code' in each)

/** The only report of a text. */
export function reportIn(text: string): OomReport {
  const [report, ...more] = reportsIn(text)
  if (!report || more.length > 0) throw new Error(`${more.length + (report ? 1 : 0)} reports, not one`)
  return report
}

export const fixture = (name: string): string => readFileSync(new URL(`./reports/${name}.txt`, import.meta.url), 'utf8')

export const FIXTURES = [
  'memcg-4.19',
  'memcg-v1-5.10',
  'memcg-v2-6.1',
  'memcg-v2-6.12',
  'oom-group-6.1',
  'memcg-no-killable-6.1',
  'global-5.10',
  'global-6.12',
  'cpuset-6.1',
  'allocating-task-6.12',
  'sysrq-6.1',
  'panic-6.1',
  'no-killable-panic-6.1',
] as const

/** Where it stands and what it is called, which differs from log to log. */
const PLACES = new Set([
  'span',
  'spans',
  'statsSpan',
  'evidence',
  'stamp',
  'bootSeconds',
  'node',
  'host',
  'title',
  'originUnproven',
  'boot',
])

export type Facts = { readonly [key: string]: unknown }

/** What a report says, without the places. */
export function factsOf(value: OomReport): Facts {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (PLACES.has(key) ? undefined : part)))
}
