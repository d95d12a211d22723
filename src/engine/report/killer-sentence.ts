import type { KillerKill, UnitOom } from '../../model/killer.ts'
import { killerAtStart, policyInWords } from '../../model/policy-words.ts'
import type { Incident, Victim } from '../../model/report.ts'

/** What it did, no stronger than its log says: a signal is no death. */
function deedOf({ signal, escalated }: KillerKill, { victims: [victim] }: Incident): string {
  if (victim?.outcome === 'killed') return 'killed'
  if (victim?.outcome === 'unknown' || !victim) return 'acted on'
  return `sent ${escalated ? 'SIGTERM and then SIGKILL' : (signal ?? 'a signal')} to`
}

/** By which signal a process died, where that says something. */
function meansOf({ escalated, signal, victims }: KillerKill): string {
  if (escalated) return ' by SIGKILL, since SIGTERM did not end it in time'
  return signal === 'SIGTERM' && victims.length > 0 ? ' by SIGTERM' : ''
}

const ENDS: Readonly<Record<Victim['outcome'], string>> = {
  killed: '',
  'already-exiting': '',
  survived: '; it was still alive when the killer gave up',
  signalled: '; its end is not in the log',
  unknown: '; whom it killed, if anybody, the log does not say',
}

function whom(kill: KillerKill, incident: Incident, nameOf: (victim: Victim) => string): string {
  const [first, ...others] = incident.victims
  if (!first) return kill.policy?.kind === 'pressure' ? (kill.policy.cgroup ?? 'a cgroup') : 'somebody'
  // Of processes without a name, what they were in says more.
  if (first.comm === null && first.cgroup !== null) {
    const many = first.pid === null ? '' : `${others.length + 1} process${others.length === 0 ? '' : 'es'} of `
    const pod = (first.pod ?? first.container) ? nameOf({ ...first, pid: null }) : null
    return pod === null || pod.startsWith('the processes')
      ? `${many}${first.cgroup}`
      : `${many}${pod} (${first.cgroup})`
  }
  return others.length === 0 ? nameOf(first) : `${nameOf(first)} and ${others.length} more`
}

function reasonOf({ policy }: KillerKill): string {
  if (policy === null) return ''
  return policy.kind === 'words' ? `; its reason: ${policy.words}` : `, because ${policyInWords(policy)}`
}

/** Who killed whom and by which policy. */
export function killSentence(kill: KillerKill, incident: Incident, nameOf: (victim: Victim) => string): string {
  const outcome = incident.victims[0]?.outcome ?? 'unknown'
  const means = outcome === 'killed' ? meansOf(kill) : ''
  const who = `${killerAtStart(kill.killer)}, not the kernel's OOM killer,`
  return `${who} ${deedOf(kill, incident)} ${whom(kill, incident, nameOf)}${means}${reasonOf(kill)}${ENDS[outcome]}.`
}

/** What systemd alone tells. */
export function unitSentence(units: readonly UnitOom[]): string {
  const unit = units[0]?.unit ?? 'a unit'
  const oomd = units.find(({ says }) => says === 'oomd-kill')
  if (oomd) {
    const count = oomd.processes === null ? 'processes' : `${oomd.processes} process${oomd.processes === 1 ? '' : 'es'}`
    return `systemd says that systemd-oomd killed ${count} of ${unit}; systemd-oomd's own line, which tells why, is not in these files.`
  }
  const what = units.some(({ says }) => says === 'kernel-kill')
    ? `that the OOM killer killed a process of ${unit}`
    : `that ${unit} failed because a process of it was killed for lack of memory (oom-kill)`
  return `systemd says ${what}; nothing else tells of it: who died, and whose memory ran out, the evidence does not show.`
}
