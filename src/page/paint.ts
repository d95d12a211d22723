/** The colours of the page for what is drawn on a canvas. */
export interface Paint {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly panel: string
  readonly kill: string
  readonly warn: string
  readonly accent: string
  readonly shade: string
  readonly font: string
  /** One for each line of a chart. */
  readonly lines: readonly string[]
}

const LINES = 6

export function paintOf(element: Element): Paint {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: read('ink'),
    muted: read('muted'),
    line: read('line'),
    panel: read('panel'),
    kill: read('kill'),
    warn: read('warn'),
    accent: read('accent'),
    shade: read('shade'),
    font: `11px ${style.fontFamily}`,
    lines: Array.from({ length: LINES }, (_, at) => read(`line-${at}`)),
  }
}
