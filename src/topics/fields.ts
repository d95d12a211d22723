import type { Topic } from '../model/topic.ts'

/** As much of a JSON Schema as the fields of the report are told by. */
export interface FieldSchema {
  /** `#/$defs/NAME`. */
  readonly $ref?: string
  /** Types by name. */
  readonly $defs?: Readonly<Record<string, FieldSchema>>
  /** What the field means. */
  readonly description?: string
  /** The types of JSON that it may be. */
  readonly type?: string | readonly string[]
  /** The only value. */
  readonly const?: unknown
  /** The values that there are. */
  readonly enum?: readonly unknown[]
  /** Of a list what is in it. */
  readonly items?: FieldSchema
  /** A type, or null. */
  readonly anyOf?: readonly FieldSchema[]
  /** Fields by name. */
  readonly properties?: Readonly<Record<string, FieldSchema>>
}

/** Types that stand in many places are explained once, under the path that they mostly have. */
const SHARED: Readonly<Record<string, string>> = {
  '#/$defs/Span': 'evidence[]',
  '#/$defs/Instant': 'at',
  '#/$defs/Pod': 'pod',
  '#/$defs/Container': 'container',
}

/** Values that a field may have, where they are few: the codes of problems are topics of their own. */
const MOST_VALUES = 12

const code = (words: readonly unknown[]): string => words.map(word => `\`${word}\``).join(', ')

const valuesOf = ({ enum: values = [] }: FieldSchema): readonly unknown[] => (values.length > MOST_VALUES ? [] : values)

/** The schema of what is inside a field, and the path that it has. */
function innerOf(field: FieldSchema, path: string): readonly [FieldSchema, string] {
  if (field.items) return [field.items, `${path}[]`]
  return [field.anyOf?.[0] ?? field, path]
}

/** Where a type that is explained once stands under another name: `from` and `to` are instants, as `at` is. */
type Elsewhere = Map<string, string[]>

function* topicsIn(
  of: FieldSchema,
  subject: string,
  root: FieldSchema,
  elsewhere: Elsewhere = new Map(),
): Generator<Topic> {
  for (const [name, field] of Object.entries(of.properties ?? {})) {
    const path = subject === '' ? name : `${subject}.${name}`
    const [inner, innerPath] = innerOf(field, path)
    const type = root.$defs?.[inner.$ref?.replace('#/$defs/', '') ?? '']
    const values = valuesOf(field)
    const held = code(Object.keys(type?.properties ?? inner.properties ?? {}))
    yield {
      group: 'field',
      subject,
      name: path,
      title: null,
      aliases: (elsewhere.get(subject) ?? []).map(owner => `${owner}.${name}`),
      parts: [
        { label: null, text: field.description ?? '' },
        ...(values.length === 0 ? [] : [{ label: 'Values', text: code(values) }]),
        ...(held === '' ? [] : [{ label: 'Holds', text: held }]),
      ],
      values: values.filter(value => typeof value === 'string'),
      sources: [],
    }
    const shared = SHARED[inner.$ref ?? '']
    if (!inner.$ref) yield* topicsIn(inner, innerPath, root, elsewhere)
    else if (type && shared === undefined) yield* topicsIn(type, innerPath, root, elsewhere)
    else if (shared !== undefined && !innerPath.endsWith(`.${shared}`))
      elsewhere.set(shared, [...(elsewhere.get(shared) ?? []), innerPath])
  }
}

/** The fields of the report as topics, by its schema. */
export function fieldTopics(schema: FieldSchema): readonly Topic[] {
  const elsewhere: Elsewhere = new Map()
  const own = [...topicsIn(schema, '', schema, elsewhere)]
  const shared = Object.entries(SHARED).flatMap(([ref, path]) => {
    const type = schema.$defs?.[ref.replace('#/$defs/', '')]
    return type ? [...topicsIn(type, path, schema, elsewhere)] : []
  })
  return [...own, ...shared]
}
