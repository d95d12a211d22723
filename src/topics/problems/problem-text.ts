import type { ProblemCode } from '../../model/problem.ts'

/** What is said of a problem code, whatever the file. */
export interface ProblemText {
  readonly means: string
  readonly usualCause: string
  readonly toDo: string
}

/** A text for each code that begins with one of the words. */
export type ProblemTexts<Word extends string> = Readonly<Record<Extract<ProblemCode, `${Word}_${string}`>, ProblemText>>
