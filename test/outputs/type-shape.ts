import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The shape of a type as a JSON Schema could say it. */
export type Shape =
  | { readonly is: 'string' | 'number' | 'boolean'; readonly nullable: boolean }
  | { readonly is: 'literals'; readonly values: readonly (string | number)[]; readonly nullable: boolean }
  | { readonly is: 'array'; readonly of: Shape; readonly nullable: boolean }
  | {
      readonly is: 'object'
      readonly fields: Readonly<Record<string, Shape>>
      readonly required: readonly string[]
      readonly nullable: boolean
    }

const FILE = fileURLToPath(new URL('../../src/model/report.ts', import.meta.url))

function shapeOf(checker: ts.TypeChecker, type: ts.Type): Shape {
  const all = type.isUnion() ? type.types : [type]
  const parts = all.filter(part => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)))
  const nullable = all.some(part => part.flags & ts.TypeFlags.Null)
  const [part] = parts
  if (!part) throw new Error(`no type left of ${checker.typeToString(type)}`)
  if (parts.every(one => one.isStringLiteral() || one.isNumberLiteral()))
    return { is: 'literals', values: parts.map(one => (one as ts.LiteralType).value as string | number), nullable }
  if (parts.every(one => one.flags & ts.TypeFlags.BooleanLike)) return { is: 'boolean', nullable }
  if (parts.length > 1) throw new Error(`a union that no schema is written for: ${checker.typeToString(type)}`)
  if (part.flags & ts.TypeFlags.String) return { is: 'string', nullable }
  if (part.flags & ts.TypeFlags.Number) return { is: 'number', nullable }
  if (checker.isArrayType(part)) {
    const [element] = checker.getTypeArguments(part as ts.TypeReference)
    if (!element) throw new Error('an array of nothing')
    return { is: 'array', of: shapeOf(checker, element), nullable }
  }
  const properties = checker.getPropertiesOfType(part)
  const fields = properties.map(field => [field.name, shapeOf(checker, checker.getTypeOfSymbol(field))] as const)
  const required = properties.filter(field => !(field.flags & ts.SymbolFlags.Optional)).map(field => field.name)
  return { is: 'object', fields: Object.fromEntries(fields), required, nullable }
}

/** The shape of `Report`, as the compiler sees it: fields in the order in which they are declared. */
export function reportShape(): Shape {
  const program = ts.createProgram([FILE], {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(FILE)
  const module = source && checker.getSymbolAtLocation(source)
  const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === 'Report')
  if (!symbol) throw new Error('report.ts exports no Report')
  return shapeOf(checker, checker.getDeclaredTypeOfSymbol(symbol))
}
