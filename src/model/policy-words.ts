import { formatBytes, formatSeconds } from './bytes.ts'
import type { KillPolicy, Threshold, UserKiller } from './killer.ts'
import type { Killer } from './report.ts'

const percent = (value: number): string => `${Number(value.toFixed(2))} %`

/** `available memory was at or below 20 %`, `used swap was 480 MiB of 512 MiB, above 90 %`. */
function thresholdInWords({ of, is, bytes, totalBytes, limitBytes, limitPercent }: Threshold): string {
  const amount =
    bytes === null ? '' : ` ${formatBytes(bytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`},`
  const limits = [
    ...(limitBytes === null ? [] : [formatBytes(limitBytes)]),
    ...(limitPercent === null ? [] : [percent(limitPercent)]),
  ]
  const limit =
    limits.length === 0 ? 'its threshold' : `${limits[0]}${limits[1] === undefined ? '' : ` (${limits[1]})`}`
  return `${is} ${of} was${amount} ${is === 'available' ? 'at or below' : 'above'} ${limit}`
}

/** At or below 100 % it always is. */
const saysSomething = ({ is, limitPercent }: Threshold): boolean =>
  is === 'used' || limitPercent === null || limitPercent < 100

/** Why it killed, as a clause after `because`. */
export function policyInWords(policy: KillPolicy): string {
  switch (policy.kind) {
    case 'pressure': {
      const whose = policy.cgroup === null ? 'memory pressure' : `memory pressure of ${policy.cgroup}`
      const is = policy.percent === null ? '' : ` ${percent(policy.percent)},`
      const above =
        policy.limitPercent === null ? ' above its limit' : ` above its limit of ${percent(policy.limitPercent)}`
      const time = policy.forSeconds === null ? '' : ` for more than ${formatSeconds(policy.forSeconds)}`
      return `${whose} was${is}${above}${time}`
    }
    case 'thresholds':
      return (policy.all.filter(saysSomething).length > 0 ? policy.all.filter(saysSomething) : policy.all)
        .map(thresholdInWords)
        .join(' and ')
    case 'cache':
      return `the page cache had shrunk to ${formatBytes(policy.cacheBytes)}, below ${formatBytes(policy.limitBytes)}`
    case 'words':
      return policy.words
  }
}

const NAMES: Readonly<Record<UserKiller, string>> = {
  'systemd-oomd': 'systemd-oomd',
  oomd: "Meta's oomd",
  earlyoom: 'earlyoom',
  nohang: 'nohang',
  lmkd: "Android's lmkd",
  lowmemorykiller: "Android's lowmemorykiller driver",
  talos: 'the OOM controller of Talos',
}

/** A killer as people speak of it. */
export const killerName = (killer: Killer): string =>
  Object.hasOwn(NAMES, killer) ? NAMES[killer as UserKiller] : killer === 'unknown' ? 'a daemon' : killer

/** The same where a sentence begins: names of programs stay as they are written. */
export function killerAtStart(killer: Killer): string {
  const name = killerName(killer)
  return /^(?:the|a) /.test(name) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name
}
