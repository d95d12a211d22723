import type { Allocation, ZoneState } from '../../../model/allocation.ts'
import { formatBytes } from '../../../model/bytes.ts'
import type { IncidentKind } from '../../../model/report.ts'
import { outOfReach } from './out-of-reach.ts'
import type { Request } from './request.ts'
import { freeAndKept, freeOf, listed } from './words.ts'

type Facts = Omit<Allocation, 'why'>

function subject({ order, bytes }: Facts, { isMovable }: Request): string {
  const movable = isMovable ? 'movable ' : ''
  if (order === null) return 'The request'
  if (order === 0) return `The request for one ${movable}page`
  const size = bytes === null ? '' : `, ${formatBytes(bytes)}`
  return `The request for ${2 ** order} ${movable}pages in a row (order ${order}${size})`
}

/** Kinds of the blocks that are large enough, where none of them is for this request. */
const KINDS: Readonly<Record<string, string>> = {
  C: 'CMA areas, which only movable pages may use',
  H: 'what is set aside for atomic requests',
  I: 'memory that is being moved away or taken offline',
}

function wrongKinds({ order }: Facts, zones: readonly ZoneState[]): readonly string[] {
  const letters = zones.flatMap(({ freeBlocks, freeBlockTypes }) =>
    freeBlockTypes.flatMap((types, at) => (at >= (order ?? 0) && (freeBlocks[at] ?? 0) > 0 ? [...(types ?? '')] : [])),
  )
  const kinds = Object.entries(KINDS).flatMap(([letter, kind]) => (letters.includes(letter) ? [kind] : []))
  return kinds.length === 0 ? [] : [`The free blocks of that size are of ${kinds.join(', or of ')}.`]
}

function fragmented(facts: Facts, request: Request, zones: readonly ZoneState[]): readonly string[] {
  const isTooFew = zones.every(zone => (zone.largestUsableOrder ?? -1) >= (facts.order ?? 0))
  const what = isTooFew
    ? 'but too little of it in blocks of that size (a kernel before 4.4 wants a part of the watermark in them)'
    : 'but not in a block of that size that it may take'
  return [
    `${subject(facts, request)} failed with memory free above the watermark, ${what}: ${listed(zones, freeOf)}.`,
    ...(isTooFew ? [] : wrongKinds(facts, zones)),
  ]
}

const isAboveHigh = ({ freeBytes, highBytes, reserveBytes }: ZoneState): boolean =>
  (freeBytes ?? 0) > (highBytes ?? 0) + (reserveBytes ?? 0)

/** The last attempt before a kill is held to the high watermark (__alloc_pages_may_oom), the ones before it to min. */
function couldServe(request: Request, zones: readonly ZoneState[]): readonly string[] {
  return [
    `By the printed numbers the request could be served: ${listed(zones, zone => freeAndKept(zone, request), '; ')}.`,
    'They are of a moment after the attempts had failed: what was freed meanwhile shows in them.',
    ...(zones.some(isAboveHigh)
      ? []
      : ['It is little: the last attempt before a kill must find more than the high watermark.']),
  ]
}

function short(facts: Facts, request: Request, zones: readonly ZoneState[]): string {
  if (zones.length === 0)
    return `${subject(facts, request)} failed: it may use none of the zones that the report prints.`
  return `${subject(facts, request)} failed because no zone that it may use had memory above what it keeps back: ${listed(zones, zone => freeAndKept(zone, request), '; ')}.`
}

function ofZones(facts: Facts, request: Request): readonly string[] {
  const of = (verdict: ZoneState['verdict']) => facts.zones.filter(zone => zone.verdict === verdict)
  const able = of('could-serve')
  const broken = of('fragmented')
  const low = of('below-watermark')
  if (able.length > 0) return couldServe(request, able)
  if (of('unknown').length > 0 || facts.zones.length === 0) return []
  const reasons = broken.length > 0 ? fragmented(facts, request, broken) : [short(facts, request, low)]
  return [...reasons, ...outOfReach(facts)]
}

/** Why the request failed, in a few sentences; null where the report does not tell. */
export function whyOf(facts: Facts, request: Request, kind: IncidentKind): string | null {
  if (kind === 'sysrq') return 'Nothing had failed: SysRq asked for a kill.'
  if (kind === 'memcg') return "It failed at the cgroup's limit: what the node had free plays no part."
  if (facts.gfpFlags?.length === 0) {
    return 'A page fault failed and asked for the kill; which request had failed in it is not in the report (mask 0).'
  }
  const sentences = ofZones(facts, request)
  return sentences.length === 0 ? null : sentences.join(' ')
}
