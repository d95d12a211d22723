import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT: string = fileURLToPath(new URL('../../', import.meta.url))

const markdownIn = (folder: string): readonly string[] =>
  readdirSync(ROOT + folder)
    .filter(name => name.endsWith('.md'))
    .map(name => folder + name)

/** Every page that people read, by its path in the repository. */
export const PAGES: readonly string[] = [...markdownIn(''), ...markdownIn('docs/')]

export const textOf = (page: string): string => readFileSync(ROOT + page, 'utf8')
