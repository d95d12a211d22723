import type { Span } from '../model/span.ts'
import { place } from '../render/citation.ts'
import type { App } from './app.ts'
import { h } from './dom.ts'

const SHOWN = 2

const short = (span: Span): string => {
  const whole = place(span)
  const name = whole.slice(whole.lastIndexOf('/') + 1)
  return whole.length > 34 && name.length < whole.length ? `…/${name}` : whole
}

/** Buttons that open the lines behind a claim: the first two, and one for the rest. */
export function cites(
  app: App,
  claim: string,
  spans: readonly Span[],
  terms: readonly string[] = [],
): HTMLElement | null {
  if (spans.length === 0) return null
  const open = (at: number) => () => app.evidence.show(claim, spans, at, terms)
  const button = (text: string, title: string, at: number): HTMLElement =>
    h('button', { type: 'button', class: 'cite', 'aria-label': `Evidence: ${text}`, title, click: open(at) }, text)
  const shown = spans.slice(0, SHOWN)
  const left = spans.length - shown.length
  return h(
    'span',
    { class: 'cites' },
    shown.map((span, at) => button(short(span), place(span), at)),
    left > 0 && button(`+${left}`, `${left} more ${left === 1 ? 'place' : 'places'}`, SHOWN),
  )
}
