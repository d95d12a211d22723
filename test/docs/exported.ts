import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** A name that a module exports, with what declares it. */
export interface Exported {
  readonly name: string
  readonly declaration: ts.Statement
}

const parsed = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.some(each => each.name.getText() === name)
  const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
  const typed = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
  return (named || typed) && statement.name?.text === name
}

/** Follows a name through the modules that only pass it on. */
function declarationOf(path: string, name: string): ts.Statement {
  const source = parsed(path)
  const own = source.statements.find(statement => declares(statement, name))
  if (own) return own
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause))
      continue
    const from = statement.moduleSpecifier
    const passed = statement.exportClause.elements.find(element => element.name.text === name)
    if (passed && from && ts.isStringLiteral(from))
      return declarationOf(join(dirname(path), from.text), passed.propertyName?.text ?? name)
  }
  throw new Error(`${path} exports no ${name}`)
}

/** All names that an entry exports: entries only pass names on. */
export const exportedBy = (entry: string): readonly Exported[] =>
  parsed(entry).statements.flatMap(statement => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined
    const elements = clause && ts.isNamedExports(clause) ? clause.elements : []
    return elements.map(({ name }) => ({ name: name.text, declaration: declarationOf(entry, name.text) }))
  })

/** The text of a docstring in one line, without its tags; null where there is none. */
export function docstringOf(node: ts.Node): string | null {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1)
  return doc ? (ts.getTextOfJSDocComment(doc.comment) ?? '').replace(/\s+/g, ' ').trim() : null
}

/** Members of a type, those of the types inside of it too, with their paths. */
export function* membersOf(node: ts.Node, path: string): Generator<readonly [string, ts.TypeElement]> {
  for (const child of node.getChildren()) {
    if (ts.isParameter(child)) continue
    const isMember = ts.isPropertySignature(child) || ts.isMethodSignature(child)
    const inner = isMember ? `${path}.${child.name.getText()}` : path
    if (isMember) yield [inner, child]
    yield* membersOf(child, inner)
  }
}
