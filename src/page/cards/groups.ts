import { formatSeconds } from '../../model/bytes.ts'
import type { IncidentGroup } from '../../model/report.ts'
import type { App } from '../app.ts'
import { h } from '../dom.ts'

const MOST_IDS = 6

const row = (app: App, group: IncidentGroup, only: (group: IncidentGroup) => void): HTMLElement =>
  h(
    'tr',
    {},
    h('th', { scope: 'row' }, group.what),
    h('td', { class: 'number' }, group.incidents.length),
    h('td', {}, group.spacingSeconds === null ? 'not known' : `about ${formatSeconds(group.spacingSeconds)}`),
    h('td', {}, group.causes.map(({ code, count }) => `${code} (${count})`).join(', ')),
    h('td', {}, h('b', {}, group.growth), h('div', { class: 'muted' }, group.why)),
    h(
      'td',
      { class: 'ids' },
      group.incidents
        .slice(0, MOST_IDS)
        .map(id =>
          h(
            'button',
            { type: 'button', class: 'cite', 'aria-label': `Incident ${id}`, click: () => app.showIncident(id) },
            id,
          ),
        ),
      h(
        'button',
        { type: 'button', class: 'quiet', 'aria-label': `only these: ${group.what}`, click: () => only(group) },
        'only these',
      ),
    ),
  )

/** Many incidents are first of all a few that repeat: by workload and cause. */
export const groupTable = (app: App, only: (group: IncidentGroup) => void): HTMLElement | null =>
  app.report.groups.length === 0
    ? null
    : h(
        'section',
        { 'aria-labelledby': 'groups' },
        h('h2', { id: 'groups' }, 'What repeats'),
        h(
          'div',
          { class: 'scroll panel' },
          h(
            'table',
            {},
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                ['Workload', 'Incidents', 'Apart', 'Cause', 'Memory from one to the next', 'Which'].map((head, at) =>
                  h('th', { scope: 'col', class: at === 1 ? 'number' : null }, head),
                ),
              ),
            ),
            h(
              'tbody',
              {},
              app.report.groups.map(group => row(app, group, only)),
            ),
          ),
        ),
      )
