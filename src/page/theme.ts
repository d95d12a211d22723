import { h } from './dom.ts'

type Theme = 'light' | 'dark'

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
const watchers: (() => void)[] = []
let chosen: Theme | null = null
const printers: (() => void)[] = []
let isPrinting = false

export const theme = (): Theme => (isPrinting ? 'light' : (chosen ?? (prefersDark.matches ? 'dark' : 'light')))

function apply(): void {
  document.documentElement.dataset.theme = theme()
  for (const watcher of watchers) watcher()
}

/** Calls back when what is drawn has to take other colours. */
export function watchTheme(changed: () => void): void {
  watchers.push(changed)
}

/** Calls back before the page is printed: what is made only when it is seen has to be made now. */
export function beforePrint(prepare: () => void): void {
  printers.push(prepare)
}

/** Follows the system until somebody chooses; paper is always light. */
export function startTheme(): void {
  prefersDark.addEventListener('change', apply)
  const closed = new Set<HTMLDetailsElement>()
  addEventListener('beforeprint', () => {
    isPrinting = true
    for (const details of document.querySelectorAll('details')) {
      if (details.open || details.matches('.ranking, .unprinted')) continue
      closed.add(details)
      details.open = true
    }
    for (const prepare of printers) prepare()
    apply()
  })
  addEventListener('afterprint', () => {
    isPrinting = false
    for (const details of closed) details.open = false
    closed.clear()
    apply()
  })
  apply()
}

export function themeButton(): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet theme', click: () => turn() }, '')
  const say = (): void => {
    button.textContent = theme() === 'dark' ? 'Light' : 'Dark'
    button.setAttribute('aria-label', theme() === 'dark' ? 'Use light colours' : 'Use dark colours')
  }
  function turn(): void {
    chosen = theme() === 'dark' ? 'light' : 'dark'
    apply()
  }
  watchTheme(say)
  say()
  return button
}
