import { formatBytes } from '../../model/bytes.ts'
import type { Incident } from '../../model/report.ts'
import { h } from '../dom.ts'

const MOST_COLOURS = 7

interface Part {
  readonly name: string
  readonly bytes: number
  readonly look: string
}

const share = (bytes: number, whole: number): string => {
  const percent = whole > 0 ? (bytes / whole) * 100 : 0
  return percent > 0 && percent < 1 ? '<1 %' : `${Math.round(percent)} %`
}

/** Parts from the largest; the small ones share a look, what is free and what is not accounted for have their own. */
function partsOf({ parts, unaccountedBytes }: NonNullable<Incident['memory']>): readonly Part[] {
  const used = parts
    .filter(({ name, bytes }) => bytes > 0 && !name.startsWith('free'))
    .sort((a, b) => b.bytes - a.bytes)
  const free = parts.filter(({ name, bytes }) => bytes > 0 && name.startsWith('free'))
  return [
    ...used.map((part, at) => ({ ...part, look: at < MOST_COLOURS ? `part-${at}` : 'part-small' })),
    ...free.map(part => ({ ...part, look: 'part-free' })),
    { name: 'unaccounted', bytes: unaccountedBytes, look: 'part-unknown' },
  ]
}

/** Where the memory was: one bar whose pieces make the whole, and the same as a table that adds up. */
export function memory({ memory: account }: Incident): HTMLElement | null {
  if (account === null) return null
  const parts = partsOf(account)
  const whole = account.totalBytes
  const bar = h(
    'div',
    { class: 'stack', 'aria-hidden': 'true' },
    parts.map(({ name, bytes, look }) => {
      const piece = h('span', { class: `piece ${look}`, title: `${name}: ${formatBytes(bytes)}` })
      piece.style.flexGrow = String(Math.max(0, bytes))
      if (bytes / whole > 0.12) piece.append(h('span', {}, name))
      return piece
    }),
  )
  const rows = parts.map(({ name, bytes, look }) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, h('span', { class: `swatch ${look}`, 'aria-hidden': 'true' }), name),
      h('td', { class: 'number' }, formatBytes(bytes)),
      h('td', { class: 'number' }, share(bytes, whole)),
    ),
  )
  return h(
    'section',
    { class: 'memory' },
    h('h3', {}, `Memory of the ${account.of}: ${formatBytes(whole)}`),
    bar,
    h(
      'table',
      { class: 'parts' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Part'),
          h('th', { scope: 'col', class: 'number' }, 'Size'),
          h('th', { scope: 'col', class: 'number' }, 'Share'),
        ),
      ),
      h('tbody', {}, rows),
      h(
        'tfoot',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, 'Sum'),
          h('td', { class: 'number' }, formatBytes(whole)),
          h('td', { class: 'number' }, '100 %'),
        ),
      ),
    ),
  )
}
