import type { Report } from '../../model/report.ts'
import { mayConcern } from './concern.ts'
import type { App } from '../app.ts'
import { h } from '../dom.ts'
import { section } from '../sections/section.ts'
import { zoomByWheel } from '../timeline/pointer.ts'
import { chart } from './chart.ts'
import type { ChartMarks } from './shade.ts'
import { byScope, type ScopeSeries, SPECS } from './specs.ts'

function marksOf({ incidents, thrashing }: Report, app: App, { node, scope }: ScopeSeries): ChartMarks {
  const own = thrashing.filter(window => window.node === node || window.node === null || node === null)
  return {
    windows: own
      .filter(window => window.scope === scope || window.scope === 'node' || scope === 'node')
      .flatMap(window => {
        const [from, to] = [app.axis.at(window.from), app.axis.at(window.to)]
        return from === null || to === null ? [] : [{ from, to }]
      }),
    kills: incidents
      .filter(incident => incident.scope.node === node || incident.scope.node === null || node === null)
      .flatMap(({ at }) => app.axis.at(at) ?? []),
  }
}

function heading({ scope, node }: ScopeSeries): HTMLElement {
  const where = node === null ? 'the node' : `node ${node}`
  return scope === 'node'
    ? h('h3', {}, where[0]?.toUpperCase() ?? '', where.slice(1))
    : h('h3', {}, `Cgroup on ${where}`, h('span', { class: 'cgroup' }, scope))
}

function panel(app: App, scope: ScopeSeries): HTMLElement | null {
  const marks = marksOf(app.report, app, scope)
  const charts = SPECS.map(spec => chart(app, spec, scope.series, marks)).filter(each => each !== null)
  if (charts.length === 0) return null
  const element = h('div', { class: 'panel charts' }, heading(scope), charts)
  for (const each of element.querySelectorAll<HTMLElement>('.plot'))
    zoomByWheel(each, app.view, () => element.contains(document.activeElement))
  return element
}

/** Pressure and memory over time: nodes, then the cgroups that the story is of, then the others, folded. */
export function charts(app: App): HTMLElement | null {
  const scopes = byScope(app.report.series ?? [])
  const near = scopes.filter(scope => mayConcern(scope, app.report))
  const far = scopes.filter(scope => !near.includes(scope))
  const others = far.map(scope => panel(app, scope)).filter(each => each !== null)
  return section(
    'charts',
    'Pressure and memory',
    near.map(scope => panel(app, scope)),
    others.length > 0 &&
      h(
        'details',
        { class: 'unprinted' },
        h(
          'summary',
          {},
          `${others.length} other ${others.length === 1 ? 'cgroup that was' : 'cgroups that were'} sampled`,
        ),
        others,
      ),
  )
}
