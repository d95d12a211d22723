import schema from '../../docs/report.schema.json' with { type: 'json' }

/** The part of JSON Schema that the schema of the report is written in, as far as what is shown depends on it. */
interface Shape {
  readonly type?: string | readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly $ref?: string
  readonly anyOf?: readonly Shape[]
}

const { $defs, ...whole } = schema as unknown as Shape & { readonly $defs: Readonly<Record<string, Shape>> }

const named = ({ $ref }: Shape): Shape | null =>
  $ref === undefined ? null : ($defs[$ref.slice('#/$defs/'.length)] ?? {})

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

const isOfType = (value: unknown, types: readonly string[]): boolean => {
  const type = typeOf(value)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

const typesOf = ({ type }: Shape): readonly string[] | null =>
  type === undefined ? null : typeof type === 'string' ? [type] : type

const mayBe = (shape: Shape, type: string): boolean => {
  const target = named(shape)
  if (target) return mayBe(target, type)
  return shape.anyOf?.some(each => mayBe(each, type)) ?? typesOf(shape)?.includes(type) ?? false
}

/** What a report of an older version lacks is unknown in it, or there is none of it. */
function absent(shape: Shape): null | readonly never[] | undefined {
  if (mayBe(shape, 'null')) return null
  return mayBe(shape, 'array') ? [] : undefined
}

type Fields = Record<string, unknown>

function faultInFields(fields: Fields, { required = [], properties = {} }: Shape, path: string): string | null {
  for (const name of required) {
    if (Object.hasOwn(fields, name)) continue
    const value = absent(properties[name] ?? {})
    if (value === undefined) return `${path}${name} is missing`
    fields[name] = value
  }
  for (const [name, shape] of Object.entries(properties)) {
    const fault = Object.hasOwn(fields, name) ? faultIn(fields[name], shape, `${path}${name}`) : null
    if (fault !== null) return fault
  }
  return null
}

function faultIn(value: unknown, shape: Shape, path: string): string | null {
  const target = named(shape)
  if (target) return faultIn(value, target, path)
  if (shape.anyOf) {
    const fitting = shape.anyOf.find(each => mayBe(each, typeOf(value)))
    return fitting ? faultIn(value, fitting, path) : `${path} is ${typeOf(value)}`
  }
  const types = typesOf(shape)
  if (types && !isOfType(value, types)) return `${path} is ${typeOf(value)}, not ${types.join(' or ')}`
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      const fault = shape.items ? faultIn(item, shape.items, `${path}[${at}]`) : null
      if (fault !== null) return fault
    }
    return null
  }
  return typeof value === 'object' && value !== null ? faultInFields(value as Fields, shape, `${path}.`) : null
}

/**
 * What is not as the schema of the report says, in words, so that nothing that is shown is of another sort; null where nothing
 * is. Words that this version does not know and fields beyond the schema may be there. What an older version did not write yet
 * is put in.
 */
export const faultOfReport = (value: unknown): string | null =>
  typeOf(value) === 'object' ? faultInFields(value as Fields, whole, '') : 'it is no object'
