import { endOf, timingOf, victimEvents } from './events.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { containerObject } from './subject.ts'
import { CLOCK_SLACK_SECONDS, GRACE_WINDOW_SECONDS } from './thresholds.ts'

const KILLED_BY_PROBE = /failed (?:liveness|startup) probe/
const PROBE_FAILED = /^(?:Liveness|Startup) probe (?:failed|errored)/

export const livenessProbe: Rule = {
  id: 'not-oom:liveness-probe',
  title: 'The kubelet killed it after a failed probe',
  explains:
    'A liveness or startup probe failed as often as allowed. The kubelet stops the container, and sends SIGKILL (exit code 137) when the grace period is over. An OOM kill makes no such event.',
  grounds: `Exit by SIGKILL without memory evidence, and an event about the container's liveness or startup probe, at most ${GRACE_WINDOW_SECONDS / 60} minutes before the end. Clocks may differ by ${CLOCK_SLACK_SECONDS} s, and an event whose time cannot be compared counts.`,
  criteria: {
    likely: 'A Killing event names the probe.',
    possible: 'Probes failed; that the kubelet killed for it is not said.',
  },
  remedy: 'Find out why the process did not answer. Raising the memory limit does not help.',
  check(incidentCase) {
    if (incidentCase.incident.kind !== 'sigkill') return null
    const [killing] = victimEvents(incidentCase, 'Killing', KILLED_BY_PROBE)
    const [failed] = victimEvents(incidentCase, 'Unhealthy', PROBE_FAILED)
    const event = killing ?? failed
    if (!event) return null
    const untimed =
      timingOf(incidentCase, event) === 'unknown'
        ? ' Its time could not be compared with the end of the container.'
        : ''
    return verdict(
      'not-oom:liveness-probe',
      killing ? 'likely' : 'possible',
      killing
        ? `The kubelet says that it killed the container because of its probe: "${killing.message}". Nothing shows a kill by memory.${untimed}`
        : `Probes of the container failed before it was killed; that the kubelet killed it for this is not said.${untimed}`,
      cited(incidentCase, ...event.evidence, ...(endOf(incidentCase)?.evidence ?? [])),
      advise(
        "Find out why the process did not answer (its own log, CPU throttling, a stalled node), and whether the probe's timeout is fair.",
        containerObject(incidentCase),
        'The probe decided, not memory.',
        'Raising the memory limit.',
      ),
    )
  },
}
