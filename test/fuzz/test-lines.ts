import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../readme/documents.ts'

const LITERAL = /'((?:[^'\\\n]|\\.){24,2000})'|`((?:[^`\\$]|\\.){24,8000})`/g

/** What a literal stands for, as far as logs need it: no literal is evaluated. */
const unescaped = (literal: string): string =>
  literal.replace(/\\(n|t|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, sign: string) => {
    if (sign === 'n') return '\n'
    if (sign === 't') return '\t'
    return sign.length > 1 ? String.fromCharCode(Number.parseInt(sign.slice(1), 16)) : sign
  })

/** Lines that the tests of readers hold: of some messages the corpus has none. */
export function testLines(): readonly string[] {
  const lines = new Set<string>()
  for (const folder of ['test/formats', 'test/grammars', 'test/engine', 'test/rules'])
    for (const entry of readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue
      const source = readFileSync(join(entry.parentPath, entry.name), 'utf8')
      for (const [, quoted, template] of source.matchAll(LITERAL))
        for (const line of unescaped(quoted ?? template ?? '').split('\n')) if (line.length >= 24) lines.add(line)
    }
  return [...lines]
}
