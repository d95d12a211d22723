import type { Incident, IncidentGroup } from '../../model/report.ts'
import { h } from '../dom.ts'
import { ALL, type Wanted } from './wanted.ts'

export interface FilterBar {
  readonly bar: HTMLElement
  wanted(): Wanted
  only(group: IncidentGroup): void
  clear(): void
  say(count: string): void
}

const options = (name: string, values: readonly (string | null)[]): readonly HTMLElement[] => [
  h('option', { value: '' }, name),
  ...[...new Set(values)].filter(value => value !== null).map(value => h('option', { value }, value)),
]

/** A choice that there is: one kind is none. */
const choice = (select: HTMLSelectElement): HTMLElement | null => (select.length > 2 ? select : null)

/** Narrows the list of incidents by words, kind, node and group. */
export function filterBar(incidents: readonly Incident[], changed: () => void): FilterBar {
  let group: IncidentGroup | null = null
  const text = h('input', { type: 'search', id: 'find', placeholder: 'process, pod, cause …', input: changed })
  const kind = h(
    'select',
    { 'aria-label': 'Kind', change: changed },
    options(
      'every kind',
      incidents.map(each => each.kind),
    ),
  )
  const node = h(
    'select',
    { 'aria-label': 'Node', change: changed },
    options(
      'every node',
      incidents.map(({ scope }) => scope.node),
    ),
  )
  const count = h('span', { class: 'muted', role: 'status' })
  const all = h('button', { type: 'button', class: 'quiet', click: () => clear() }, 'show all')
  function clear(): void {
    group = null
    text.value = ''
    kind.value = ''
    node.value = ''
    changed()
  }
  const values = (): Wanted => ({
    text: text.value,
    kind: kind.value,
    node: node.value,
    only: group && new Set(group.incidents),
  })
  const isNarrowed = (): boolean => JSON.stringify(values()) !== JSON.stringify(ALL)
  return {
    bar: h(
      'div',
      { class: 'tools' },
      h('label', { for: 'find' }, 'Find'),
      text,
      choice(kind),
      choice(node),
      count,
      all,
    ),
    wanted: values,
    clear,
    only(wanted) {
      clear()
      group = wanted
      changed()
    },
    say(words) {
      count.textContent = group === null ? words : `${words} (group ${group.id})`
      all.hidden = !isNarrowed()
    },
  }
}
