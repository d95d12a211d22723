import { expect } from 'vitest'
import { stringify } from 'yaml'
import { kubernetesJson } from '../../../src/formats/kubernetes/kubernetes-json.ts'
import { kubernetesYaml } from '../../../src/formats/kubernetes/kubernetes-yaml.ts'
import { type EventKind, type EventOf, eventsOf } from '../../../src/model/event.ts'
import type { Problem } from '../../../src/model/problem.ts'
import type { DocumentFormat, Found } from '../../../src/model/reader.ts'
import type { Evidence, Span } from '../../../src/model/span.ts'

await kubernetesYaml.load?.()

/** Reads a text or bytes with one of the readers. */
export function read(format: DocumentFormat, source: string | Uint8Array): readonly Found[] {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  return [...format.read({ path: 'x', text: new TextDecoder().decode(bytes), bytes })]
}

export const readJson = (source: string | Uint8Array): readonly Found[] => read(kubernetesJson, source)
export const readYaml = (source: string | Uint8Array): readonly Found[] => read(kubernetesYaml, source)

/** As kubectl prints it. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 4)}\n`
export const toYaml = (value: unknown): string => stringify(value, { indentSeq: false, aliasDuplicateObjects: false })

export const problemsIn = (found: readonly Found[]): readonly Problem[] => found.filter(one => 'code' in one)
export const codesIn = (found: readonly Found[]): readonly string[] => problemsIn(found).map(one => one.code)
export const factsIn = <const K extends EventKind>(found: readonly Found[], kind: K): readonly EventOf<K>[] =>
  eventsOf(
    found.filter(one => 'kind' in one),
    kind,
  )

/** All spans, wherever they stand in a fact. */
export function spansIn(value: unknown): readonly Span[] {
  if (typeof value !== 'object' || value === null) return []
  if ('endLine' in value && 'start' in value) return [value as Span]
  return Object.values(value).flatMap(spansIn)
}

/** The same facts without their places. */
export const unplaced = (found: readonly Found[]): unknown =>
  JSON.parse(
    JSON.stringify(found, (key, value: unknown) =>
      key === 'evidence' || key === 'span' || key === 'reasonSpan' ? undefined : value,
    ),
  )

/** Reads an object as JSON and as YAML, which must say the same, and gives the facts of one kind. */
export function factsOf<const K extends EventKind>(value: unknown, kind: K): readonly EventOf<K>[] {
  const found = readJson(toJson(value))
  expect(unplaced(readYaml(toYaml(value)))).toEqual(unplaced(found))
  return factsIn(found, kind)
}

/** The cited bytes of a source, decoded. */
export function citedIn(source: string | Uint8Array, evidence: Evidence): readonly string[] {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  return evidence.map(span => new TextDecoder().decode(bytes.subarray(span.start, span.end)))
}
