import type { Report } from '../model/report.ts'
import { newApp } from './app.ts'
import { incidentList } from './cards/list.ts'
import { charts } from './charts/charts.ts'
import { h } from './dom.ts'
import { contents, head } from './sections/head.ts'
import { contradictions, healthy, missing, problems, triage } from './sections/lists.ts'
import { noIncident } from './sections/no-incident.ts'
import { section } from './sections/section.ts'
import { sources } from './sections/sources.ts'
import { windows } from './sections/windows.ts'
import { startTheme } from './theme.ts'
import { timelineList } from './timeline/list.ts'
import { timelineView } from './timeline/view.ts'

/** Puts the page together from the report that is in it. */
function start(): void {
  const report = JSON.parse(document.getElementById('report')?.textContent ?? '{}') as Report
  startTheme()
  const app = newApp(report)
  const hasTimes = report.timeline.length > 0 || report.incidents.length > 0
  const sections = [
    noIncident(report),
    ...incidentList(app),
    hasTimes ? section('timeline', 'Timeline', timelineView(app), timelineList(app)) : null,
    charts(app),
    windows(app),
    triage(app),
    contradictions(app),
    missing(app),
    healthy(app),
    problems(app),
    sources(app),
  ].filter(each => each !== null)
  const { name, version } = report.generator
  document.body.replaceChildren(
    h('a', { class: 'skip', href: '#main' }, 'Skip to the report'),
    head(report),
    contents(sections),
    h('main', { id: 'main', tabindex: -1 }, sections),
    app.evidence.panel,
    h(
      'footer',
      { class: 'muted' },
      `Made by ${name} ${version} from the logs alone. Times are UTC, on the clock of the machine that logged them. Unknown is said, not guessed.`,
    ),
  )
  const openByHash = (): void => {
    const id = location.hash.slice(1)
    if (report.incidents.some(incident => incident.id === id)) app.showIncident(id)
  }
  addEventListener('hashchange', openByHash)
  openByHash()
}

start()
