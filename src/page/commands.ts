import { h, lines } from './dom.ts'

/** A command to run, in one piece, so that it can be copied by one click or key. */
export function command(text: string): HTMLElement {
  const code = h('code', { tabindex: 0 }, lines(text))
  const choose = (): void => {
    getSelection()?.selectAllChildren(code)
  }
  code.addEventListener('click', choose)
  code.addEventListener('focus', choose)
  return h('div', { class: 'command' }, h('span', { class: 'muted', 'aria-hidden': 'true' }, '$ '), code)
}
