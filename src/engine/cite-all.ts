import type { Evidence, Span } from '../model/span.ts'

/** Joins citations as `cite` does, also where there are thousands: keeps the order and drops exact repeats. */
export function citeAll(first: Evidence, more: Iterable<Span>): Evidence {
  const spans: [Span, ...Span[]] = [first[0]]
  const seen = new Set<string>([keyOf(first[0])])
  const add = (span: Span): void => {
    const key = keyOf(span)
    if (seen.has(key)) return
    seen.add(key)
    spans.push(span)
  }
  for (const span of first) add(span)
  for (const span of more) add(span)
  return spans
}

const keyOf = ({ path, start, end }: Span): string => `${start} ${end} ${path}`
