import { type Child, h } from '../dom.ts'

/** A part of the page with its heading; nothing where it has nothing to say. */
export function section(
  id: string,
  heading: string,
  ...body: readonly (Child | readonly Child[])[]
): HTMLElement | null {
  const there = body.flat().filter(child => child !== null && child !== undefined && child !== false)
  return there.length === 0 ? null : h('section', { 'aria-labelledby': id }, h('h2', { id }, heading), ...there)
}

/** Rows below heads; wider than a phone, so that it scrolls by itself. */
export const table = (heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement | null =>
  rows.length === 0
    ? null
    : h(
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
              heads.map(head => h('th', { scope: 'col' }, head)),
            ),
          ),
          h('tbody', {}, rows),
        ),
      )
