import type { Incident, IncidentGroup } from '../../model/report.ts'
import { boundary, victimsInShort } from '../../render/incidents.ts'
import { kindInWords } from '../../render/kind.ts'
import { shortTime } from '../../render/time.ts'
import type { App } from '../app.ts'
import { h, icon } from '../dom.ts'
import { sureness } from '../marks.ts'
import { card } from './card.ts'
import { filterBar } from './filter-bar.ts'
import { groupTable } from './groups.ts'
import { isWanted } from './wanted.ts'

const OPEN_FIRST = 2
const AT_ONCE = 100
/** More are listed closer to one another. */
const FEW = 6

interface Item {
  readonly incident: Incident
  readonly element: HTMLDetailsElement
}

/** Kinds in which somebody decided to kill, and none in which memory need have run out. */
const SIGN: Readonly<Record<string, string>> = { sigkill: '?', eviction: '▲', unknown: '?' }

function item(app: App, incident: Incident): Item {
  const { id, at, kind, causes, scope } = incident
  const [first] = causes
  const element = h(
    'details',
    { class: 'incident', id },
    h(
      'summary',
      {},
      h('span', { class: `kind ${kind}` }, icon(SIGN[kind] ?? '✕'), id),
      h('span', { class: 'who' }, h('b', {}, victimsInShort(incident)), h('span', {}, boundary(incident))),
      h('span', { class: 'what' }, kindInWords(incident)),
      h('span', { class: 'when' }, shortTime(at), scope.node !== null && h('span', {}, ` · ${scope.node}`)),
      first && h('span', { class: 'cause' }, h('span', {}, first.code), sureness(first.confidence)),
    ),
  )
  // Made when it is opened: a thousand incidents are a thousand short rows.
  element.addEventListener('toggle', () => fill(app, { incident, element }))
  return { incident, element }
}

function fill(app: App, { incident, element }: Item): void {
  if (element.open && element.childElementCount === 1) element.append(card(app, incident))
}

/** All incidents: what repeats, a filter where there are many, and one card each. */
export function incidentList(app: App): readonly HTMLElement[] {
  const { incidents } = app.report
  if (incidents.length === 0) return []
  const items = incidents.map(incident => item(app, incident))
  const list = h('div', { class: incidents.length > FEW ? 'incidents many' : 'incidents' })
  const more = h('button', { type: 'button', class: 'quiet', click: () => show(shown + AT_ONCE) }, '')
  const filter = filterBar(incidents, () => show(AT_ONCE))
  let shown = 0
  function open(one: Item): void {
    one.element.open = true
    fill(app, one)
  }
  function show(most: number): void {
    const wanted = items.filter(({ incident }) => isWanted(incident, filter.wanted()))
    shown = Math.min(most, wanted.length)
    list.replaceChildren(...wanted.slice(0, shown).map(({ element }) => element))
    const left = wanted.length - shown
    more.hidden = left === 0
    more.textContent = `Show ${Math.min(left, AT_ONCE)} more of ${left}`
    filter.say(`${wanted.length} of ${incidents.length} incidents`)
  }
  app.showIncident = id => {
    const at = items.findIndex(({ incident }) => incident.id === id)
    const one = items[at]
    if (one === undefined) return
    if (!one.element.isConnected) filter.clear()
    if (!one.element.isConnected) show(at + 1)
    open(one)
    one.element.querySelector('summary')?.focus()
    one.element.scrollIntoView({ block: 'start' })
  }
  show(AT_ONCE)
  for (const one of items.slice(0, incidents.length > OPEN_FIRST ? 1 : OPEN_FIRST)) open(one)
  const only = (group: IncidentGroup): void => {
    filter.only(group)
    list.scrollIntoView({ block: 'start' })
  }
  const groups = groupTable(app, only)
  return [
    ...(groups ? [groups] : []),
    h(
      'section',
      { 'aria-labelledby': 'incidents' },
      h('h2', { id: 'incidents' }, incidents.length === 1 ? 'The incident' : `${incidents.length} incidents`),
      incidents.length > OPEN_FIRST && filter.bar,
      list,
      more,
    ),
  ]
}
