import { formatBytes, formatSeconds } from '../../model/bytes.ts'
import type { IncidentGroup } from '../../model/report.ts'
import { isKnown, leastOf, medianOf, mostOf } from './member.ts'
import type { Subject } from './subject.ts'
import { LONG_LIFE_SECONDS, SHORT_LIFE_SECONDS } from './thresholds.ts'

/** A story without its words. */
export type Told = Omit<IncidentGroup, 'why' | 'causes'>

const KERNEL_KINDS = /^(?:memcg|global|cpuset|mempolicy|unknown)\b/
const MOST_CHANGES = 3

const range = (sizes: readonly number[]): string => {
  const [least, most] = [formatBytes(leastOf(sizes)), formatBytes(mostOf(sizes))]
  return least === most ? least : `${least} to ${most}`
}

const seconds = (values: readonly number[]): string => {
  const [least, most] = [formatSeconds(leastOf(values)), formatSeconds(mostOf(values))]
  return least === most ? least : `${least} to ${most}`
}

const isCgroup = ({ sizesOf, what }: Told): boolean => sizesOf === 'cgroup-usage' || what.startsWith('memcg ')
const wasRaised = ({ limitChanges }: Told): boolean =>
  limitChanges.some(({ fromBytes, toBytes }) => toBytes > fromBytes)

function flat(told: Told): string {
  const sizes = range(told.sizesBytes.filter(isKnown))
  const who = told.sizesName ?? 'The cgroup'
  if (told.victims.length === 0)
    return `Usage was the same each time (${sizes}), and nothing was killed: the limit was reached again and again by what stayed.`
  if (isCgroup(told))
    return `${told.sizesOf === 'cgroup-usage' ? 'Usage' : `The memory of ${who}`} was the same at each kill (${sizes}): that is what a limit does, and it does not tell a leak from a limit that is too small.`
  return told.sizesOf === 'culprit'
    ? `${who} used up the most each time and held the same (${sizes}): it did not grow from kill to kill.`
    : `${who} held the same at each kill (${sizes}).`
}

function growing(told: Told): string {
  const sizes = told.sizesBytes.filter(isKnown)
  const [first, last] = [formatBytes(sizes[0] ?? 0), formatBytes(sizes.at(-1) ?? 0)]
  if (told.growthBy === 'usage-before')
    return 'Usage rose slowly up to the kill, by its samples: a leak looks like this, and so does a cache without a bound.'
  if (told.sizesOf === 'cgroup-usage')
    return `Usage at the kill went from ${first} to ${last} with the limit: a leak fills any limit, and a limit can be too small twice.`
  if (told.sizesOf === 'culprit')
    return `${told.sizesName}, which used up the most, grew from ${first} to ${last}: it is the culprit that grows, not the victims. A leak looks like this, and so does rising load.`
  return `${told.sizesName} held more from kill to kill (${first}, in the end ${last}): a leak looks like this, and so does rising load.`
}

function sudden(told: Told): string {
  if (told.growthBy === 'usage-before')
    return 'Usage jumped right before the kill, by its samples: a burst, such as one large request or job, looks like this.'
  if (told.growthBy === 'time-alive') {
    const lives = told.aliveSeconds.filter(isKnown)
    return `The last life took ${formatSeconds(lives.at(-1) ?? 0)}, those before ${seconds(lives.slice(0, -1))}: a burst looks like this, and so does work that waited for the restart.`
  }
  return `${told.sizesName} held the same at first and then far more (${range(told.sizesBytes.filter(isKnown))}): a burst looks like this.`
}

function unknown(told: Told, { sort, isOne }: Subject): string {
  if (sort === 'unnamed') return 'The log does not name the cgroups of these kills: they may be of several workloads.'
  if (told.what.startsWith('sigkill ')) return 'Nothing shows that it was memory that ended them.'
  if (!isOne) return ''
  const sizes = told.sizesBytes.filter(isKnown)
  if (sizes.length < 2) return 'How much memory one and the same program held at each of them is not in the bundle.'
  return `Memory at the kills went up and down (${range(sizes)}): that shows neither a leak nor a burst.`
}

/** How fast it went: what tells a limit that is too small from a slow leak, where usage at the limit cannot. */
function pace(told: Told, { sort }: Subject): string {
  const lives = told.aliveSeconds.filter(isKnown)
  const life = medianOf(lives)
  const isKilled = told.victims.length > 0 && told.growth !== 'growing' && told.growthBy !== 'time-alive'
  if (!isKilled || !KERNEL_KINDS.test(told.what) || sort === 'node' || sort === 'unnamed') return ''
  // Of several pods the kills may come close together, and each fill slowly.
  const isShort = sort === 'cgroup' && (told.longestSpacingSeconds ?? Infinity) <= SHORT_LIFE_SECONDS
  if (lives.length > 0 && life !== null) {
    const lived = `The container had lived ${seconds(lives)} before${lives.length < told.incidents.length ? ` (known of ${lives.length} of ${told.incidents.length})` : ''}`
    if (mostOf(lives) <= SHORT_LIFE_SECONDS)
      return `${lived}: what it needs to start, or its first work, fits that better than a slow leak.`
    if (leastOf(lives) >= LONG_LIFE_SECONDS)
      return `${lived}: that is no start that does not fit; slow growth or a rare large job fits better.`
    return `${lived}.`
  }
  if (!isShort) return ''
  return `It filled again within ${formatSeconds(told.longestSpacingSeconds ?? 0)} each time: a start or first work that does not fit is likelier than a slow leak.`
}

function changes({ limitChanges }: Told): string {
  const shown = limitChanges.slice(0, MOST_CHANGES).map(({ fromBytes, toBytes, incident }) => {
    const how = toBytes > fromBytes ? 'raised' : 'lowered'
    return `The limit was ${how} from ${formatBytes(fromBytes)} to ${formatBytes(toBytes)} before ${incident}, and it was reached again.`
  })
  const left = limitChanges.length - shown.length
  return [...shown, ...(left > 0 ? [`It was changed ${left} more times.`] : [])].join(' ')
}

function lost({ restarts, incidents }: Told): string {
  const unseen = (restarts ?? 0) - incidents.length
  return unseen > 0
    ? `Its pods' status counts ${restarts} restarts, the bundle shows ${incidents.length} of these ends: at least ${unseen} earlier ends are not in it, and they need not be OOM kills.`
    : ''
}

function surety({ growthBy, growth, sizesBytes }: Told): string {
  const isPair = growthBy === 'memory-at-kills' && growth === 'growing' && sizesBytes.filter(isKnown).length === 2
  return isPair ? 'Two values are no trend: possible, no more.' : ''
}

const settles = (told: Told, { sort }: Subject): string =>
  told.growthBy !== 'usage-before' && sort !== 'unnamed' && isCgroup(told) && told.victims.length > 0
    ? 'Its usage over time before a kill would tell.'
    : ''

/** What flat, growing or sudden means here, how sure that is, and what would settle it. */
export function whyOf(told: Told, subject: Subject): string {
  const reading = { flat, growing, sudden, unknown: (each: Told) => unknown(each, subject) }[told.growth](told)
  return [
    reading,
    subject.isOne
      ? ''
      : 'Nothing in the bundle names the container: kills of several containers of this pod look the same.',
    surety(told),
    changes(told),
    wasRaised(told) && told.growth === 'growing' ? 'Raising it once more will not help by itself.' : '',
    pace(told, subject),
    settles(told, subject),
    lost(told),
  ]
    .filter(part => part !== '')
    .join(' ')
}
