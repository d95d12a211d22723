import { formatBytes } from '../../model/bytes.ts'
import type { Incident, RankedTask } from '../../model/report.ts'
import { selectionInWords } from '../../render/incident/selection.ts'
import { h, icon } from '../dom.ts'

interface Column {
  readonly head: string
  readonly title: string
  readonly value: (task: RankedTask) => string | number | null
  readonly text?: (task: RankedTask) => string
}

const bytesText = (bytes: number | null): string => (bytes === null ? '' : formatBytes(bytes))

const COLUMNS: readonly Column[] = [
  { head: 'comm', title: 'name of the process', value: task => task.comm },
  { head: 'pid', title: 'process ID', value: task => task.pid },
  { head: 'points', title: 'badness: the kernel kills the highest', value: task => task.points },
  { head: 'adj', title: 'oom_score_adj', value: task => task.oomScoreAdj },
  { head: 'rss', title: 'resident pages', value: task => task.rssPages },
  { head: 'swap', title: 'pages in swap', value: task => task.swapPages },
  {
    head: 'tables',
    title: 'size of page tables',
    value: task => task.pgtablesBytes,
    text: task => bytesText(task.pgtablesBytes),
  },
  {
    head: 'request',
    title: 'memory request that oom_score_adj stands for',
    value: task => task.requestBytes,
    text: task => bytesText(task.requestBytes),
  },
  { head: 'QoS', title: 'QoS class that oom_score_adj stands for', value: task => task.qos },
]

const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : Number(String(a) > String(b))
}

/** The kernel's choice, recomputed from its own table; sorted by any column, searched by name or number. */
export function ranking({ id, selection, victims, trigger }: Incident): HTMLElement | null {
  if (selection === null) return null
  const killed = new Set(victims.map(({ pid }) => pid))
  let sorted = { column: COLUMNS[2], down: true }
  const body = h('tbody', {})
  const count = h('span', { class: 'muted', role: 'status' })
  const search = h('input', { type: 'search', id: `search-${id}`, placeholder: 'comm or pid', input: () => fill() })
  const heads = COLUMNS.map(column => {
    const button = h('button', { type: 'button', title: column.title, click: () => sortBy(column) }, column.head)
    return { column, button, cell: h('th', { scope: 'col', class: column.head === 'comm' ? null : 'number' }, button) }
  })
  function sortBy(column: Column): void {
    sorted = { column, down: sorted.column === column ? !sorted.down : column.head !== 'comm' }
    fill()
  }
  function row(task: RankedTask): HTMLElement {
    const roles = [killed.has(task.pid) ? 'killed' : '', task.pid === trigger?.pid ? 'asked' : ''].filter(
      role => role !== '',
    )
    return h(
      'tr',
      { class: roles.join(' ') || null },
      COLUMNS.map(({ head, value, text }) =>
        h(
          head === 'comm' ? 'th' : 'td',
          head === 'comm' ? { scope: 'row' } : { class: 'number' },
          text?.(task) ?? value(task) ?? '',
          head === 'comm' &&
            roles.map(role => h('span', { class: `role ${role}` }, icon(role === 'killed' ? '✕' : '?'), role)),
        ),
      ),
    )
  }
  function fill(): void {
    const wanted = search.value.trim().toLowerCase()
    const { column, down } = sorted
    const shown = (selection?.ranking ?? [])
      .filter(({ comm, pid }) => comm.toLowerCase().includes(wanted) || String(pid).includes(wanted))
      .toSorted((a, b) => (column ? compare(column.value(a), column.value(b)) * (down ? -1 : 1) : 0))
    body.replaceChildren(...shown.map(row))
    count.textContent = `${shown.length} of ${selection?.tasks ?? 0} tasks`
    for (const head of heads) {
      const is = head.column === column
      head.cell.setAttribute('aria-sort', is ? (down ? 'descending' : 'ascending') : 'none')
    }
  }
  fill()
  return h(
    'details',
    { class: 'ranking' },
    h('summary', {}, 'Whom the kernel had to choose from'),
    h('p', { class: 'muted' }, `${selectionInWords(selection)}.`),
    h('div', { class: 'tools' }, h('label', { for: `search-${id}` }, 'Search'), search, count),
    h(
      'div',
      { class: 'scroll' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            heads.map(({ cell }) => cell),
          ),
        ),
        body,
      ),
    ),
  )
}
