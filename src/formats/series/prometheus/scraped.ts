import type { CgroupReading, HostCounters } from '../../../model/host.ts'
import type { Line } from '../../../model/line.ts'
import { citing, reading } from '../../host/reader.ts'
import { printable } from '../../kubernetes/printable.ts'
import { labelsOf } from './exposition-labels.ts'
import type { Labels } from './metrics.ts'

/** A line of the exposition format, with a time or without. */
const LINE = /^([A-Za-z_:][\w:]{0,200})(\{.*\})? +(\S{1,40})(?: +-?\d{1,16}(?:\.\d{1,9})?)?\s*$/

export interface Scraped {
  readonly name: string
  readonly labels: Labels
  readonly value: number
}

export function scrapedIn(text: string): Scraped | null {
  const [, name, printed, value = ''] = LINE.exec(text) ?? []
  if (name === undefined || value === '' || !Number.isFinite(Number(value))) return null
  return { name, labels: labelsOf(name, printed), value: Number(value) }
}

/** The counter of cAdvisor is one of kills seen in the kernel's log since it started (metrics/prometheus.go, 0.40 and later). */
export const OOM_EVENTS = 'container_oom_events_total'
const NODE_KILLS = 'node_vmstat_oom_kill'

const whose = ({ container, pod, namespace, id }: Labels): string =>
  container ? `Container ${container}${pod ? ` of pod ${namespace || '?'}/${pod}` : ''}` : `Cgroup ${id}`

/** Kills that a scrape counts, however old they are; null for a counter at zero and for all else. */
export function countedKills({ name, labels, value }: Scraped, line: Line): CgroupReading | HostCounters | null {
  const evidence = citing([line])
  if (!(value > 0) || !evidence) return null
  if (name === NODE_KILLS) {
    const title = 'Counters of the kernel since boot, by node_exporter'
    return { ...reading('host.counters', title, evidence), counters: { oom_kill: value }, oomKills: value }
  }
  const { id } = labels
  if (name !== OOM_EVENTS || !id?.startsWith('/') || id === '/') return null
  const title = printable(`${whose(labels)} counted ${value} OOM kill${value === 1 ? '' : 's'}`)
  return {
    ...reading('host.cgroup', title, evidence),
    cgroup: id,
    // The counter is of cAdvisor, which does not say; nothing may be concluded from this.
    version: 1,
    file: OOM_EVENTS,
    values: { oom_kill: value },
  }
}
