import type { FieldSchema } from '../../src/topics/fields.ts'

const BLOCK = /^<!-- fields: (\w+) -->\n[\s\S]*?^<!-- end -->$/gm

/** The fields of one type, with those of objects that have no name of their own. */
function* rows(schema: FieldSchema, before = ''): Generator<string> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    yield `| \`${before}${name}\` | ${(field.description ?? '').replaceAll('|', '\\|')} |`
    const inner = field.items ?? field.anyOf?.[0] ?? field
    yield* rows(inner, `${before}${name}${field.items ? '[]' : ''}.`)
  }
}

/** docs/report.md with its tables made from the descriptions of the schema, and its other text as it is. */
export const reportPage = (now: string, schema: FieldSchema): string =>
  now.replace(BLOCK, (_, name: string) => {
    const type = name === 'Report' ? schema : schema.$defs?.[name]
    if (!type) throw new Error(`the schema has no type ${name}`)
    return [`<!-- fields: ${name} -->`, '| field | meaning |', '|---|---|', ...rows(type), '<!-- end -->'].join('\n')
  })

/** The types whose fields the page has. */
export const typesOn = (page: string): readonly string[] => [...page.matchAll(BLOCK)].map(match => match[1] ?? '')
