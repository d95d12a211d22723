/**
 * The part of a line that is the kernel's own, by its fields alone: what a line holds beside them may be anything. In a name
 * a token counts as one character, so that of a line that was redacted before the same is taken.
 */
const KERNEL = [
  /(?:[a-z]{2,9}-[0-9a-f]{12}|[^\s[\]:"']){1,24} invoked oom-killer: gfp_mask=0x[0-9a-f]+(?:\([A-Z_|]+\))?(?:, (?:order|oom_score_adj|oom_adj|nodemask)=[\w()-]+)*/,
  /oom-kill:constraint=CONSTRAINT_\w+(?:,\w+(?:=[^\s,"']*)?)*/,
  /(?:Memory cgroup out of memory|Out of memory(?: \([\w ]+\))?): Kill(?:ed)? process \d+ \((?:[a-z]{2,9}-[0-9a-f]{12}|[^()"']){1,24}\)(?:(?:, ?| )[\w-]+:-?\d+(?:kB)?)*/,
  /Killed process \d+ \((?:[a-z]{2,9}-[0-9a-f]{12}|[^()"']){1,24}\)(?:(?:, ?| )[\w-]+:-?\d+(?:kB)?)*/,
  /(?:memory|swap|kmem|memory\+swap): usage \d+kB, limit \d+kB, failcnt \d+/,
]
/** Fields of a container's status whose values are numbers, times or words of the API. */
const STATUS =
  /^\s*"?(?:reason|exit ?code|signal|restart ?count|started(?:at)?|finished(?:at)?|ready|phase|oom_kill|oom|memtotal|memavailable|memfree)"?(?::|\s)\s*"?(?:-?\d+(?: kB)?|\d{4}-\d\d-\d\dT[\d:.]+Z|true|false|OOMKilled|Error|Completed|Evicted|Failed|Running|ContainerStatusUnknown)"?,?\s*$/i
const SECONDS = /\[ *\d+\.\d+\]/

/** What of a cited text is known to hold no more than fields of known meaning; null where that cannot be said. */
export function safePart(excerpt: string): string | null {
  for (const line of KERNEL) {
    const found = line.exec(excerpt)
    if (!found) continue
    const stamp = SECONDS.exec(excerpt.slice(0, found.index))?.[0]
    return stamp === undefined ? found[0] : `${stamp} ${found[0]}`
  }
  return excerpt.split('\n').every(line => STATUS.test(line)) ? excerpt : null
}
