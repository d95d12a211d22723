import type { Problem } from '../model/problem.ts'
import type { Report } from '../model/report.ts'
import { cited } from './citation.ts'
import { flow } from './flow.ts'
import { entry, type Page, section, several } from './page.ts'
import { say, whole } from './piece.ts'

const RANK: Readonly<Record<Problem['severity'], number>> = { error: 0, warning: 1, info: 2 }

function problemLines(problem: Problem, page: Page): string[] {
  const { code, severity, detail, advice, evidence, path } = problem
  const style = severity === 'error' ? page.ink.red : severity === 'warning' ? page.ink.yellow : page.ink.dim
  const where = evidence.length > 0 ? cited(page, evidence) : path === null ? [] : [whole(`[${path}]`, page.ink.dim)]
  return [
    ...entry(page, [say(severity, style), say(`${code}:`), say(detail), ...where]),
    ...(advice === null ? [] : flow([say(advice)], page.width, 4, 6)),
  ]
}

/** Errors, then warnings; notes only when verbose. */
export function problemSection({ problems }: Report, page: Page): string[] {
  const shown = page.verbose ? problems : problems.filter(({ severity }) => severity !== 'info')
  const sorted = shown.toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
  const lines = several(page, sorted, { most: 10, indent: 2 }, problem => problemLines(problem, page))
  return section(page, 'Problems', lines)
}
