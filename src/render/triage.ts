import type { Report, TriageStep } from '../model/report.ts'
import { cited } from './citation.ts'
import { flow } from './flow.ts'
import { command, type Page, section } from './page.ts'
import { type Piece, say, whole } from './piece.ts'

function answer(page: Page, { answer: given }: TriageStep): Piece {
  if (given === 'yes') return whole('✓ yes:', page.ink.green)
  return given === 'no' ? whole('- no:') : whole('? unknown:', page.ink.yellow)
}

/** The checklist of the first five minutes. */
export const triageLines = ({ triage }: Report, page: Page): string[] =>
  section(
    page,
    'First five minutes',
    triage.flatMap(step => [
      ...flow([say(`${step.step}.`), say(step.question)], page.width, 2, 5),
      ...flow([answer(page, step), say(step.detail), ...cited(page, step.evidence)], page.width, 5, 7),
      ...(step.collect === null ? [] : flow(command(page, step.collect), page.width, 5, 7)),
    ]),
  )
