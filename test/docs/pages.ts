import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FieldSchema } from '../../src/topics/fields.ts'
import { causesPage } from './causes-page.ts'
import { commandsPage } from './commands-page.ts'
import { collectingPage } from './cost-tables.ts'
import { manPage } from './man-page.ts'
import { problemsPage } from './problems-page.ts'
import { reportPage } from './report-page.ts'
import { termsPage } from './terms-page.ts'

export const DOCS: string = fileURLToPath(new URL('../../docs/', import.meta.url))

export const page = (name: string): string => readFileSync(DOCS + name, 'utf8')

export const schema = JSON.parse(page('report.schema.json')) as FieldSchema

/** The pages that are made, by name. */
export const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'commands.md': commandsPage,
  'man/oomlens.1': manPage,
  'collecting.md': () => collectingPage(page('collecting.md')),
  'problems.md': problemsPage,
  'report.md': () => reportPage(page('report.md'), schema),
  'rules.md': causesPage,
  'terms.md': termsPage,
}
