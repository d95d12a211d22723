import type { Span } from '../../src/model/span.ts'

const isSpan = (value: object): value is Span =>
  'path' in value && 'line' in value && 'endLine' in value && 'start' in value && 'end' in value

/** Every citation of a report, wherever it stands. */
export function spansIn(value: unknown): readonly Span[] {
  if (typeof value !== 'object' || value === null) return []
  return isSpan(value) ? [value] : Object.values(value).flatMap(spansIn)
}
