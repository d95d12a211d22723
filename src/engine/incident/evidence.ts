import { bySpan, type Span } from '../../model/span.ts'
import { citeAll } from '../cite-all.ts'
import type { Act } from './act.ts'

const spansOf = (act: Act): readonly Span[] => [
  ...act.digests.flatMap(digest => digest.report.evidence),
  ...act.kills.flatMap(kill => kill.evidence),
  ...act.units.flatMap(unit => unit.evidence),
  ...act.endings.flatMap(({ fact }) => [...fact.state.evidence, ...fact.others.flatMap(state => state.evidence)]),
  ...act.events.flatMap(({ fact }) => fact.evidence),
  ...act.nodeLines.flatMap(({ fact }) => fact.evidence),
  ...(act.kind === 'eviction'
    ? act.pods.flatMap(pod => pod.facts.flatMap(fact => fact.reasonSpan ?? fact.evidence[0]))
    : []),
]

const length = (span: Span): number => span.end - span.start

/** All citations of an act, lines before whole reports, each once. */
export function evidenceOf(act: Act): readonly Span[] {
  const [first, ...rest] = spansOf(act)
  if (!first) return []
  const each = citeAll([first], rest)
  const isWhole = (span: Span) => span.excerpt === null || length(span) > 4096
  return [...each.filter(span => !isWhole(span)), ...each.filter(isWhole).sort(bySpan)]
}
