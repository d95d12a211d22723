import type { ProblemCode } from '../../model/problem.ts'
import { documentProblems } from './documents.ts'
import { kernelProblems } from './kernel-lines.ts'
import type { ProblemText } from './problem-text.ts'
import { sourceProblems } from './sources.ts'
import { timeProblems } from './times.ts'

/** Every problem code, in the order of docs/problems.md, which is made from this. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemText>> = {
  ...sourceProblems,
  ...documentProblems,
  ...kernelProblems,
  ...timeProblems,
}
