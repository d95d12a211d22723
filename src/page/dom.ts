import { printable } from '../render/printable.ts'

export type Child = Node | string | number | null | undefined | false
type Value = string | number | boolean | null | ((event: Event) => void)

/** Attributes by name; a function is listened with; `false` and `null` leave the attribute out. */
export type Attributes = Readonly<Record<string, Value>>

function fill(element: Element, attributes: Attributes, children: readonly (Child | readonly Child[])[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value !== null && value !== false)
      element.setAttribute(name, value === true ? '' : printable(String(value)))
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue
    element.append(typeof child === 'object' ? child : printable(String(child)))
  }
}

/** A new element. Text becomes a text node, without what controls or hides text: nothing from a log is ever parsed. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  fill(element, attributes, children)
  return element
}

/** A new element of a drawing. */
export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  fill(element, attributes, children)
  return element
}

/** A sign that says something together with the words beside it, and nothing without them. */
export const icon = (sign: string): HTMLElement => h('span', { class: 'icon', 'aria-hidden': 'true' }, sign)

/** A text of several lines: line breaks of the log stay, all else is printable. */
export const lines = (text: string): readonly Child[] =>
  text.split(/\r?\n/).flatMap((line, at): readonly Child[] => (at === 0 ? [line] : [h('br'), line]))
