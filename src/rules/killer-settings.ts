import { formatBytes } from '../model/bytes.ts'
import type { KillerKill, UserKiller } from '../model/killer.ts'

/** Where each killer's policy is set, by the names of its own manual. */
const SETTINGS: Readonly<Record<UserKiller, string>> = {
  'systemd-oomd': 'SwapUsedLimit= in oomd.conf, or ManagedOOMSwap= of the units',
  oomd: 'the ruleset in oomd.json',
  earlyoom: "earlyoom's options -m and -s",
  nohang: 'the thresholds in nohang.conf',
  lmkd: "lmkd's properties ro.lmk.*",
  lowmemorykiller: 'minfree and adj in /sys/module/lowmemorykiller/parameters',
  talos: 'triggerExpression in the OOMConfig document of the machine',
}

/** The setting that decides when it kills. */
export function settingOf({ killer, policy }: KillerKill): string {
  if (killer === 'systemd-oomd' && policy?.kind === 'pressure') {
    return `ManagedOOMMemoryPressureLimit= of ${policy.cgroup ?? 'the unit'}, or DefaultMemoryPressureDurationSec= in oomd.conf`
  }
  if (killer === 'systemd-oomd' && policy === null) {
    return 'ManagedOOMMemoryPressure= and ManagedOOMSwap= of the units above it, or the limits in oomd.conf'
  }
  return SETTINGS[killer]
}

/** Its number in force, as the log prints it. */
export function numberInForce({ policy }: KillerKill): string | null {
  if (policy?.kind === 'pressure') return policy.limitPercent === null ? null : `${policy.limitPercent} %`
  if (policy?.kind === 'cache') return formatBytes(policy.limitBytes)
  if (policy?.kind !== 'thresholds') return null
  const limits = policy.all.flatMap(({ of, limitBytes, limitPercent }) => {
    const limit = limitPercent === null ? (limitBytes === null ? null : formatBytes(limitBytes)) : `${limitPercent} %`
    return limit === null ? [] : [`${of} ${limit}`]
  })
  return limits.length === 0 ? null : limits.join(', ')
}
