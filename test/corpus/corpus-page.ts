import { readFileSync } from 'node:fs'
import type { CorpusCase } from './cases.ts'

export const PAGE: URL = new URL('../../corpus/README.md', import.meta.url)

/** How much of a case a program printed. */
export const ORIGINS = ['real', 'edited', 'written'] as const

/** Of the last line of `about.md`: `Origin: real; Linux 6.1 …`. */
export const originOf = ({ about }: CorpusCase): string | null => /\n\nOrigin: (.+)\.\n$/.exec(about ?? '')?.[1] ?? null

const row = (each: CorpusCase): string =>
  `| [${each.name}](cases/${each.name}/about.md) | ${/^# (.+)/.exec(each.about ?? '')?.[1]} | ${originOf(each)} |`

/** The page with its table made from the cases, and its other text as it is. */
export const pageWith = (page: string, cases: readonly CorpusCase[]): string =>
  page.replace(
    /^<!-- cases -->\n[\s\S]*?^<!-- end -->$/m,
    ['<!-- cases -->', '| case | shows | origin |', '|---|---|---|', ...cases.map(row), '<!-- end -->'].join('\n'),
  )

export const page = (): string => readFileSync(PAGE, 'utf8')
