import { formatBytes, formatKiB } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { KillerKill } from '../model/killer.ts'
import { killerAtStart, killerName, policyInWords } from '../model/policy-words.ts'
import type { Advice, Confidence } from '../model/report.ts'
import { cited } from './evidence.ts'
import { numberInForce, settingOf } from './killer-settings.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject, victimName } from './subject.ts'

/** What the victim held, where the killer says it. */
function sizeOf({ usageBytes, victims: [victim] }: KillerKill): string {
  if (usageBytes !== null) return ` It used ${formatBytes(usageBytes)}.`
  return victim?.rssKiB == null ? '' : ` It had ${formatKiB(victim.rssKiB)} resident.`
}

const DEEDS: Readonly<Record<KillerKill['outcome'], string>> = {
  killed: 'killed',
  signalled: 'sent a signal',
  survived: 'sent a signal',
  unknown: 'acted',
}

function reasonOf({ policy }: KillerKill): string {
  if (policy === null) return 'its log does not give its reason'
  return policy.kind === 'words' ? `its reason is: ${policy.words}` : policyInWords(policy)
}

function why(kill: KillerKill, hasUnit: boolean): string {
  const who = `${killerAtStart(kill.killer)} ${DEEDS[kill.outcome]} by its own policy, without the kernel's OOM killer`
  const bare =
    kill.isProven || hasUnit
      ? ''
      : ' The line does not name the program that wrote it, so that it may be a copy of one.'
  return `${who}: ${reasonOf(kill)}.${sizeOf(kill)}${bare}`
}

const ANDROID: ReadonlySet<KillerKill['killer']> = new Set(['lmkd', 'lowmemorykiller'])

/** What people do first, to no effect. */
const willNotHelp = ({ killer }: KillerKill): string =>
  ANDROID.has(killer)
    ? 'Looking for a report of the OOM killer: it did not run.'
    : "Raising MemoryMax= or a container's limit: no limit was hit, and the kernel log holds no report of this kill."

function adviceOf(incidentCase: IncidentCase, kill: KillerKill): readonly Advice[] {
  const { scope } = incidentCase.incident
  const whom = victimName(incidentCase) ?? kill.cgroup ?? 'the victim'
  const remedy = ANDROID.has(kill.killer) ? '' : `, and give ${whom} a limit of its own or the node more memory`
  return [
    advise(
      `Find out what filled the memory${remedy}.`,
      scope.cgroup === null ? nodeObject(incidentCase) : `cgroup ${scope.cgroup}`,
      "The killer acts where memory is short already: a later kill is the kernel's, and chooses somebody else.",
      willNotHelp(kill),
    ),
    {
      ...advise(
        `Change ${settingOf(kill)}, if it kills too early or the wrong one.`,
        `${killerName(kill.killer)} on ${nodeObject(incidentCase)}`,
        'These numbers decide when it kills and whom.',
      ),
      from: numberInForce(kill),
    },
  ]
}

export const userspaceKiller: Rule = {
  id: 'userspace-killer',
  title: 'A daemon killed before the kernel had to',
  explains:
    'systemd-oomd, earlyoom, nohang, lmkd and the like watch memory or pressure and kill by a policy of their own, while the kernel still had memory to give.',
  grounds: "The killer's own log line, or what systemd says of a unit that systemd-oomd killed.",
  criteria: {
    certain: 'The wrapping of the line names the killer as its writer, or systemd confirms the kill.',
    likely: 'A bare line, which may be a copy of one; or systemd alone says that systemd-oomd killed.',
  },
  remedy:
    'Find out what filled the memory. Then compare the threshold that fired with the memory and pressure before, and change it only if it kills too early or the wrong one. A higher limit does not help: none was hit.',
  check(incidentCase) {
    const { incident, kill, units } = incidentCase
    if (incident.kind !== 'userspace') return null
    const isConfirmed = units.some(({ says }) => says === 'oomd-kill')
    if (kill === null) {
      const name = killerAtStart(incident.killer)
      return verdict(
        'userspace-killer',
        isConfirmed ? 'likely' : 'certain',
        `${name} killed by its own policy; the kernel's OOM killer had no part in it.${isConfirmed ? ' Only systemd says so: the numbers that fired are not in these files.' : ''}`,
        cited(incidentCase),
        advise(
          `Read in the log of ${killerName(incident.killer)} which policy fired, and compare its threshold with the memory and pressure before.`,
          incident.scope.cgroup ?? units[0]?.unit ?? nodeObject(incidentCase),
          "The threshold decides when it kills, and who: neither is the kernel's choice.",
          'Reading the kernel log for this kill: it is not there.',
        ),
      )
    }
    const confidence: Confidence = kill.isProven || isConfirmed ? 'certain' : 'likely'
    return verdict(
      'userspace-killer',
      confidence,
      why(kill, isConfirmed),
      kill.evidence.slice(0, 3),
      ...adviceOf(incidentCase, kill),
    )
  },
}
