import type { Span } from '../../model/span.ts'
import { place } from '../citation.ts'
import { codeCell } from './escape.ts'

const MOST = 2

/** ` [dmesg.txt:337, 3 more]`, each place as code; empty without evidence. */
export function cites(evidence: readonly Span[]): string {
  if (evidence.length === 0) return ''
  const shown = evidence.slice(0, MOST).map(span => codeCell(place(span)))
  const left = evidence.length - shown.length
  return ` (${[...shown, ...(left > 0 ? [`${left} more`] : [])].join(', ')})`
}
