import { notRun, type Outcome, unless } from './outcome.ts'
import type { Ran } from './shell.ts'

interface Answer {
  readonly message?: string
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> }
}

/**
 * What `npm audit --json` says. It ends with the same status where it found something and where no registry answered; only
 * a count of vulnerabilities is an answer.
 */
export function auditOutcome({ stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>): Outcome {
  let told: Answer = {}
  try {
    told = JSON.parse(stdout)
  } catch {
    // Then nothing is told.
  }
  const counts = told.metadata?.vulnerabilities
  if (counts?.total === undefined) {
    const error = /\b[45]\d\d [A-Z][A-Za-z ]+/.exec(`${told.message ?? ''} ${stderr}`)?.[0].trim()
    return notRun(`the registry gives no answer${error === undefined ? '' : ` (${error})`}`)
  }
  const { total, ...levels } = counts
  const found = Object.entries(levels).filter(([, count]) => count > 0)
  return unless(
    found.map(([level, count]) => `${count} ${level}`),
    `${total} vulnerabilities`,
  )
}
