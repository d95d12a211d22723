import type { Incident } from '../../model/report.ts'
import { place } from '../../render/citation.ts'
import { detailsInWords } from '../../render/incident/before.ts'
import { longTime } from '../../render/time.ts'
import { type App, termsOf } from '../app.ts'
import { h } from '../dom.ts'
import { marked } from '../evidence.ts'
import { advice, causes } from './causes.ts'
import { facts } from './facts.ts'
import { memory } from './memory.ts'
import { ranking } from './ranking.ts'

const MOST_PROOF = 12

/** The lines that prove it, at hand without another click. */
function proof(app: App, incident: Incident): HTMLElement | null {
  const { evidence } = incident
  if (evidence.length === 0) return null
  const terms = termsOf(incident)
  const open = (at: number) => () => app.evidence.show(`Proof of ${incident.id}`, evidence, at, terms)
  const left = evidence.length - MOST_PROOF
  return h(
    'details',
    { class: 'proof' },
    h('summary', {}, `Proof: ${evidence.length} ${evidence.length === 1 ? 'place' : 'places'} in the logs`),
    h(
      'ol',
      {},
      evidence
        .slice(0, MOST_PROOF)
        .map((span, at) =>
          h(
            'li',
            {},
            h('button', { type: 'button', class: 'cite', click: open(at) }, place(span)),
            h(
              'code',
              {},
              span.excerpt === null
                ? `${span.endLine - span.line + 1} lines: the report keeps no text of them`
                : marked(span.excerpt, terms),
            ),
          ),
        ),
    ),
    left > 0 && h('button', { type: 'button', class: 'quiet', click: open(MOST_PROOF) }, `and ${left} more`),
  )
}

/** What else was joined to it, and on what ground. */
function joined(app: App, { links }: Incident): HTMLElement | null {
  const rows = links.flatMap(({ to, because }) => {
    const entry = app.lookup.entries.get(to)
    return entry
      ? [h('li', {}, h('span', { class: 'muted' }, `${longTime(entry.at)} · by ${because} · `), entry.title)]
      : []
  })
  return rows.length === 0
    ? null
    : h(
        'details',
        {},
        h('summary', {}, `Joined to it: ${rows.length} other ${rows.length === 1 ? 'witness' : 'witnesses'}`),
        h('ul', {}, rows),
      )
}

function details(incident: Incident): HTMLElement | null {
  const words = detailsInWords(incident)
  return words === null ? null : h('details', {}, h('summary', {}, "Numbers of the kernel's report"), h('p', {}, words))
}

/** Everything about one incident. */
export function card(app: App, incident: Incident): HTMLElement {
  return h(
    'div',
    { class: 'card-body' },
    h(
      'div',
      { class: 'verdict' },
      h('div', {}, facts(app, incident), causes(app, incident)),
      h('div', {}, advice(incident), memory(incident)),
    ),
    h('div', { class: 'more' }, proof(app, incident), ranking(incident), joined(app, incident), details(incident)),
  )
}
