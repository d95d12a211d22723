import type { PastedLine } from './pasted-line.ts'

/** A line of a description at any indentation. Here one blank behind the colon is enough: people retype and reflow. */
export interface Entry {
  readonly line: PastedLine
  readonly key: string
  readonly value: string
}

const ENTRY = /^ *([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,2}):(?: +(\S(?:.*(?! ).)?))? *$/
/** What Markdown puts before an item, and around what is bold. */
const MARKS = /^ *[*+-] +(?=[A-Z*])|\*\*/g

/** `app:`: the name of a container, which is a label of DNS. */
const NAME = /^ *(?:- )?([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?): *$/

export function entryOf(line: PastedLine): Entry | null {
  const [, key, value = ''] = ENTRY.exec(line.text.replace(MARKS, '')) ?? []
  return key === undefined ? null : { line, key, value }
}

export const nameIn = (line: PastedLine): string | null => NAME.exec(line.text)?.[1] ?? null

/** What kubectl prints about a container, beside its states. */
export const OWN_KEYS: ReadonlySet<string> = new Set([
  'Container ID',
  'Image',
  'Image ID',
  'Port',
  'Host Port',
  'State',
  'Last State',
  'Ready',
  'Restart Count',
  'Limits',
  'Requests',
])

/** Sections whose lines are anybody's text: what stands deeper below one of these is no field. */
const FREE = /^ *(?:Args|Command|Environment|Environment Variables from|Annotations|Labels|Mounts|Message|Conditions):/

/** Keys above that a state may stand below: the section of its container, and the name of it. */
const SECTION = /^ *(?:Init Containers|Containers|Ephemeral Containers|Pod Template):/

/** How deep below the rest of the paste a state may stand: kubectl prints it at four, values of annotations stand deeper. */
const DEEPEST = 12

/** How far above a line is looked for what it belongs to: a list of arguments or variables may be long. */
const FARTHEST = 400

/** Lines above with smaller and smaller indentation: what a line belongs to, as far as the paste shows it. */
export function ancestorsOf(lines: readonly PastedLine[], place: number): readonly PastedLine[] {
  const found: PastedLine[] = []
  let indent = lines[place]?.indent ?? 0
  const last = Math.max(0, place - FARTHEST)
  for (let at = place - 1; at >= last && indent > 0 && found.length < 8; at -= 1) {
    const line = lines[at]
    if (!line || line.isBlank || line.indent >= indent) continue
    found.push(line)
    indent = line.indent
  }
  return found
}

/** False for a line that stands where kubectl prints the text of others: arguments, variables, annotations. */
export function isField(lines: readonly PastedLine[], place: number): boolean {
  if ((lines[place]?.indent ?? 0) > DEEPEST) return false
  const above = ancestorsOf(lines, place)
  if (above.some(line => FREE.test(line.text))) return false
  // The name of a container, its section, or prose; a key of an annotation is neither.
  return above.every(line => nameIn(line) !== null || SECTION.test(line.text) || !/^ *\S+: *$/.test(line.text))
}
