import { formatBytes, formatSeconds } from '../../model/bytes.ts'
import type { Incident } from '../../model/report.ts'
import type { Lookup } from '../lookup.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

/** The thrashing window that preceded it. */
export function stalledLines({ thrashing }: Incident, page: Page, { windows }: Lookup): string[] {
  if (thrashing === null) return []
  const window = windows.get(thrashing)
  const long = window ? ` for ${formatSeconds(window.seconds)} (${window.confidence}; see below)` : ''
  return labelled(page, 'Before it', [[say(`thrashing ${thrashing}${long}`)]])
}

/** What the kubelet measured when it evicted. */
export function evictionInWords({ eviction }: Incident): string | null {
  if (eviction === null) return null
  const { resource, threshold, available, usedBy = [] } = eviction
  const facts = [
    ...(available === null ? [] : [`available ${available}`]),
    ...(threshold === null ? [] : [`threshold ${threshold}`]),
    ...usedBy.map(
      ({ container, usage, request }) =>
        `${container === null ? 'the pod' : `container ${container}`} used ${usage}, with a request of ${request}`,
    ),
  ]
  return `${resource}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`
}

/** What was short when the kubelet evicted. */
export function evictionLines(incident: Incident, page: Page): string[] {
  const words = evictionInWords(incident)
  return words === null ? [] : labelled(page, 'Short of', [[say(words)]])
}

/** Numbers of the kernel's report that only a second look needs. */
export function detailsInWords({ gfpMask, order, failcnt, taskMemcg, swap }: Incident): string | null {
  const size = (name: string, bytes: number | null | undefined): string[] =>
    bytes == null ? [] : [`swap ${name} ${formatBytes(bytes)}`]
  const facts = [
    ...(gfpMask === null ? [] : [`gfp_mask ${gfpMask}`]),
    ...(order === null ? [] : [`order ${order}`]),
    ...(failcnt === null ? [] : [`failcnt ${failcnt}`]),
    ...(taskMemcg === null ? [] : [`cgroup of the victim ${taskMemcg}`]),
    ...size('usage', swap?.usageBytes),
    ...size('limit', swap?.limitBytes),
    ...size('free', swap?.freeBytes),
    ...size('total', swap?.totalBytes),
  ]
  return facts.length === 0 ? null : facts.join(', ')
}

/** What only a second look needs. */
export function detailLines(incident: Incident, page: Page): string[] {
  const words = detailsInWords(incident)
  return words === null ? [] : labelled(page, 'Details', [[say(words)]])
}
