import type { Span } from '../model/span.ts'
import { place } from '../render/citation.ts'
import { command } from './commands.ts'
import { type Child, h, lines } from './dom.ts'
import { inside, type SpanIndex } from './spans.ts'

/** The panel that shows cited lines. */
export interface Evidence {
  readonly panel: HTMLElement
  /** Shows the lines of a claim; `chosen` is the one that was asked for, `terms` are marked in all of them. */
  show(title: string, spans: readonly Span[], chosen: number, terms: readonly string[]): void
  close(): void
}

const MOST_INSIDE = 40
/** A file may be cited in thousands of places. */
const MOST_SPANS = 200
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** A text with its terms marked, where they stand as words. */
export function marked(text: string, terms: readonly string[]): readonly Child[] {
  if (terms.length === 0) return lines(text)
  const shape = new RegExp(`(?<!\\w)(${[...new Set(terms)].map(escaped).join('|')})(?!\\w)`)
  return text.split(shape).flatMap((part, at) => (at % 2 === 1 ? [h('mark', {}, part)] : lines(part)))
}

const quote = ({ excerpt, line }: Span, terms: readonly string[]): HTMLElement =>
  h('div', { class: 'line' }, h('span', { class: 'line-number' }, line), h('code', {}, marked(excerpt ?? '', terms)))

function longSpan(span: Span, index: SpanIndex, terms: readonly string[]): readonly HTMLElement[] {
  const within = inside(index, span)
  const { path, line, endLine } = span
  // A path that a shell would take apart, or that is inside of an archive, is not for copying.
  const isPlain = /^[\w./+-]+$/.test(path)
  return [
    h('p', { class: 'muted' }, `${endLine - line + 1} lines: the report keeps no text of them. They are read with`),
    command(isPlain ? `sed -n '${line},${endLine}p' ${path}` : `sed -n '${line},${endLine}p' FILE`),
    ...(within.length > 0 ? [h('p', { class: 'muted' }, 'Lines among them that are cited elsewhere:')] : []),
    ...within.slice(0, MOST_INSIDE).map(one => quote(one, terms)),
  ]
}

function card(span: Span, index: SpanIndex, terms: readonly string[], isChosen: boolean): HTMLElement {
  return h(
    'li',
    { class: isChosen ? 'quoted chosen' : 'quoted', tabindex: isChosen ? -1 : null },
    h(
      'div',
      { class: 'place' },
      h('b', {}, place(span)),
      h('span', { class: 'muted' }, `bytes ${span.start}–${span.end}`),
    ),
    span.excerpt === null ? longSpan(span, index, terms) : quote(span, terms),
  )
}

export function newEvidence(index: SpanIndex): Evidence {
  const heading = h('h2', { id: 'evidence-title', tabindex: -1 }, 'Evidence')
  const list = h('ol', { class: 'quotes' })
  let opener: Element | null = null
  const shut = h(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': 'Close the evidence', click: () => close() },
    '✕',
  )
  const note = h(
    'p',
    { class: 'muted' },
    'Lines as they stand in the log. Characters that control or hide text are spelled out.',
  )
  const panel = h(
    'aside',
    { id: 'evidence', 'aria-labelledby': 'evidence-title', hidden: true },
    h('div', { class: 'panel-head' }, heading, shut),
    note,
    list,
  )
  function close(): void {
    if (panel.hidden) return
    panel.hidden = true
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    opener = null
  }
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') close()
  })
  return {
    panel,
    close,
    show(title, spans, chosen, terms) {
      if (panel.hidden || !panel.contains(document.activeElement)) opener = document.activeElement
      heading.replaceChildren(h('span', {}, title))
      const left = spans.length - MOST_SPANS
      list.replaceChildren(
        ...spans.slice(0, MOST_SPANS).map((span, at) => card(span, index, terms, at === chosen && spans.length > 1)),
        ...(left > 0
          ? [h('li', { class: 'muted' }, `and ${left} more, which are in the JSON form of the report`)]
          : []),
      )
      panel.hidden = false
      panel.scrollTop = 0
      heading.focus({ preventScroll: true })
      list.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' })
    },
  }
}
