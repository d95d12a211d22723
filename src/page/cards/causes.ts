import type { Advice, Incident } from '../../model/report.ts'
import { change } from '../../render/incident/advice.ts'
import { sizesInWords } from '../../render/incident/sizing.ts'
import { type App, termsOf } from '../app.ts'
import { cites } from '../cite.ts'
import { h, icon } from '../dom.ts'
import { sureness } from '../marks.ts'

/** Why it happened, the cause to act on first. */
export const causes = (app: App, incident: Incident): HTMLElement | null =>
  incident.causes.length === 0
    ? null
    : h(
        'section',
        { class: 'causes' },
        h('h3', {}, 'Why'),
        h(
          'ol',
          {},
          incident.causes.map(({ code, confidence, why, evidence }) =>
            h(
              'li',
              {},
              h('div', { class: 'cause-head' }, h('b', {}, code), sureness(confidence)),
              h('p', {}, why, ' ', cites(app, code, evidence, termsOf(incident))),
            ),
          ),
        ),
      )

const useless = (all: readonly Advice[]): readonly string[] => [
  ...new Set(all.map(({ willNotHelp }) => willNotHelp).filter(text => text !== null)),
]

/** What to do, on what, from which value to which, and what would not help. */
export function advice(incident: Incident): HTMLElement | null {
  const { advice: all, sizing } = incident
  const [no, sizes] = [useless(all), sizesInWords(incident)]
  if (all.length === 0 && sizing === null) return null
  return h(
    'section',
    { class: 'advice' },
    h('h3', {}, 'What to do'),
    h(
      'ol',
      {},
      all.map(one =>
        h(
          'li',
          {},
          h('b', {}, one.do),
          h('div', { class: 'object' }, `${one.object}${change(one)}`),
          h('p', { class: 'muted' }, one.why),
        ),
      ),
    ),
    no.length > 0 && [
      h('h3', { class: 'no-help' }, icon('✕'), 'What will not help'),
      h(
        'ul',
        { class: 'no-help' },
        no.map(text => h('li', {}, text)),
      ),
    ],
    sizing && [h('h3', {}, 'Size'), sizes && h('p', {}, sizes), h('p', { class: 'muted' }, sizing.why)],
  )
}
