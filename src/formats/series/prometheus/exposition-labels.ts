import type { Labels } from './metrics.ts'

const LABEL = /([A-Za-z_:][\w:]*)="((?:[^"\\]|\\.)*)"\s*(?:,\s*)?/y

const ESCAPED: Readonly<Record<string, string>> = { '\\\\': '\\', '\\n': '\n', '\\"': '"' }

/** Labels of the text formats, the name of the metric among them; what is no label ends them. */
export function labelsOf(name: string | undefined, printed: string | undefined): Labels {
  const labels: Record<string, string> = name === undefined ? {} : { __name__: name }
  const inside = printed?.slice(1, -1) ?? ''
  LABEL.lastIndex = /^\s*/.exec(inside)?.[0].length ?? 0
  for (let found = LABEL.exec(inside); found; found = LABEL.exec(inside)) {
    const [whole, key = '', value = ''] = found
    labels[key] = value.replace(/\\[\\n"]/g, each => ESCAPED[each] ?? each)
    LABEL.lastIndex = found.index + whole.length
  }
  return labels
}
