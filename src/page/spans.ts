import type { Span } from '../model/span.ts'

const isSpan = (value: object): value is Span =>
  'path' in value && 'line' in value && 'start' in value && 'excerpt' in value

function* spansIn(value: unknown): Generator<Span> {
  if (typeof value !== 'object' || value === null) return
  if (isSpan(value)) yield value
  else for (const inner of Object.values(value)) yield* spansIn(inner)
}

/** Every cited text of a report by file, in the order of the file, each place once. */
export type SpanIndex = ReadonlyMap<string, readonly Span[]>

/** Looks at fields that it does not know as well: whatever cites is found. */
export function indexSpans(report: object): SpanIndex {
  const files = new Map<string, Map<string, Span>>()
  for (const span of spansIn(report)) {
    const places = files.get(span.path) ?? new Map<string, Span>()
    places.set(`${span.start}-${span.end}`, span)
    files.set(span.path, places)
  }
  return new Map(
    [...files].map(([path, places]) => [path, [...places.values()].sort((a, b) => a.start - b.start || b.end - a.end)]),
  )
}

/** Cited lines inside a span whose own text was too long to keep. */
export const inside = (index: SpanIndex, { path, start, end }: Span): readonly Span[] =>
  (index.get(path) ?? []).filter(span => span.excerpt !== null && span.start >= start && span.end <= end)
