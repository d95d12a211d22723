import type { Shape } from './type-shape.ts'

/** The keywords that `report.schema.json` uses. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly type?: string | readonly string[]
  readonly enum?: readonly (string | number | null)[]
  readonly const?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}

function resolved(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const found = root.$defs?.[schema.$ref.replace('#/$defs/', '')]
  if (!found) throw new Error(`${schema.$ref} is not defined`)
  return resolved(found, root)
}

/** What a schema says, in the words in which a type is described. */
export function schemaShape(given: Schema, root: Schema = given, orNull = false): Shape {
  const schema = resolved(given, root)
  if (schema.anyOf) {
    const [first, second, ...others] = schema.anyOf
    if (!first || second?.type !== 'null' || others.length > 0) throw new Error('anyOf is for `… or null` only')
    return schemaShape(first, root, true)
  }
  if (schema.const !== undefined) return { is: 'literals', values: [schema.const], nullable: orNull }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  const nullable = orNull || types.includes('null')
  if (schema.enum) {
    if (types.includes('null') !== schema.enum.includes(null)) throw new Error('enum and type disagree on null')
    return { is: 'literals', values: schema.enum.filter(value => value !== null), nullable }
  }
  const [type, ...others] = types.filter(one => one !== 'null')
  if (type === undefined || others.length > 0) throw new Error(`a schema of ${types.join(', ') || 'no'} type`)
  if (type === 'string' || type === 'boolean') return { is: type, nullable }
  if (type === 'number' || type === 'integer') return { is: 'number', nullable }
  if (type === 'array' && schema.items) return { is: 'array', of: schemaShape(schema.items, root), nullable }
  if (type !== 'object' || !schema.properties || schema.additionalProperties !== true)
    throw new Error(`an incomplete schema of type ${type}`)
  const fields = Object.entries(schema.properties).map(([key, field]) => [key, schemaShape(field, root)] as const)
  return { is: 'object', fields: Object.fromEntries(fields), required: schema.required ?? [], nullable }
}
