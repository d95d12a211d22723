import { isOomKilled } from '../model/oom-end.ts'
import type { IncidentCase, Verdict } from '../model/case.ts'

const UNPROVEN =
  ' The form of this log cannot prove that the kernel wrote these lines: a process may write to /dev/kmsg as well.'

/** A container that Kubernetes calls OOMKilled is a second witness, which no line in a log can fake. */
const isConfirmed = ({ witnesses }: IncidentCase): boolean =>
  witnesses.some(({ state }) => state !== null && isOomKilled(state))

/** Takes certainty away from verdicts that rest on lines of unproven origin alone, and says so once. */
export function heedOrigin(incidentCase: IncidentCase, verdicts: readonly Verdict[]): readonly Verdict[] {
  if (!incidentCase.report?.originUnproven || isConfirmed(incidentCase)) return verdicts
  return verdicts.map(({ cause, advice }, place) => ({
    cause: {
      ...cause,
      confidence: cause.confidence === 'certain' ? 'likely' : cause.confidence,
      why: place === 0 ? cause.why + UNPROVEN : cause.why,
    },
    advice,
  }))
}
