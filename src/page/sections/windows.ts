import { formatSeconds } from '../../model/bytes.ts'
import type { ThrashingWindow } from '../../model/report.ts'
import { alertWords, amount, ENDED, SORT } from '../../render/thrashing.ts'
import { longTime } from '../../render/time.ts'
import type { App } from '../app.ts'
import { cites } from '../cite.ts'
import { h } from '../dom.ts'
import { sureness } from '../marks.ts'
import { section } from './section.ts'

function one(app: App, window: ThrashingWindow): HTMLElement {
  const { id, scope, node, from, to, seconds, confidence, sort, ended, signals } = window
  const where = `${scope === 'node' ? 'the whole node' : 'one cgroup'}${node === null ? '' : ` on ${node}`}`
  const alert = alertWords(window)
  return h(
    'article',
    { class: 'panel window', id: `window-${id}` },
    h('h3', {}, `${id}: ${formatSeconds(seconds)} on ${where} `, sureness(confidence)),
    h('p', {}, `${SORT[sort]}; ${ENDED[ended]}.`),
    scope !== 'node' && h('p', { class: 'cgroup' }, scope),
    h('p', { class: 'muted' }, `${longTime(from)} to ${longTime(to)}`),
    alert !== null && h('p', {}, alert),
    h(
      'ul',
      { class: 'signals' },
      signals.map(signal =>
        h(
          'li',
          {},
          h('b', {}, signal.signal),
          ` up to ${amount(signal.signal, signal.peak)} `,
          cites(app, `${id}: ${signal.signal}`, signal.evidence),
        ),
      ),
    ),
  )
}

/** Time lost to reclaim, whether a kill followed or not. */
export const windows = (app: App): HTMLElement | null =>
  section(
    'thrashing',
    'Thrashing',
    app.report.thrashing.map(window => one(app, window)),
  )
