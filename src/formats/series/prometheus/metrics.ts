import type { Metric, Series } from '../../../model/series.ts'

export type Labels = Readonly<Record<string, string>>

/** What a time series of Prometheus measures, and of what. */
export interface Target {
  readonly metric: Metric
  readonly type: Series['type']
  readonly scope: string
  readonly node: string | null
  /** True where the metric is the sum of two series: pages of files are active or inactive. */
  readonly isPart: boolean
}

const RESOURCE = /^(node|container)_pressure_(memory|io|cpu)_(waiting|stalled)_seconds_total$/

const PRESSURE: Readonly<Record<string, Metric>> = {
  memory_waiting: 'psi-memory-some',
  memory_stalled: 'psi-memory-full',
  io_waiting: 'psi-io-some',
  io_stalled: 'psi-io-full',
  cpu_waiting: 'psi-cpu-some',
}

/** node_exporter: /proc/vmstat as it is, /proc/meminfo in bytes. Per-zone counters of old kernels are left out. */
const OF_NODE: Readonly<Record<string, readonly [Metric, Series['type']]>> = {
  node_vmstat_pgmajfault: ['major-faults', 'counter'],
  node_vmstat_pswpin: ['swap-in', 'counter'],
  node_vmstat_pswpout: ['swap-out', 'counter'],
  node_vmstat_workingset_refault: ['refault-file', 'counter'],
  node_vmstat_workingset_refault_file: ['refault-file', 'counter'],
  node_vmstat_workingset_refault_anon: ['refault-anon', 'counter'],
  node_vmstat_pgscan_direct: ['scan-direct', 'counter'],
  node_vmstat_pgscan_kswapd: ['scan-kswapd', 'counter'],
  node_vmstat_pgsteal_direct: ['steal-direct', 'counter'],
  node_vmstat_pgsteal_kswapd: ['steal-kswapd', 'counter'],
  node_vmstat_allocstall: ['direct-reclaim', 'counter'],
  node_vmstat_oom_kill: ['events-oom-kill', 'counter'],
  node_memory_MemTotal_bytes: ['mem-total', 'gauge'],
  node_memory_MemFree_bytes: ['mem-free', 'gauge'],
  node_memory_MemAvailable_bytes: ['mem-available', 'gauge'],
  node_memory_SwapTotal_bytes: ['swap-total', 'gauge'],
  node_memory_SwapFree_bytes: ['swap-free', 'gauge'],
  node_memory_Active_file_bytes: ['file-lru', 'gauge'],
  node_memory_Inactive_file_bytes: ['file-lru', 'gauge'],
}

/** cAdvisor (metrics/prometheus.go): the label `id` is the path of the cgroup. */
const OF_CGROUP: Readonly<Record<string, readonly [Metric, Series['type']]>> = {
  container_memory_usage_bytes: ['memory-current', 'gauge'],
  container_memory_working_set_bytes: ['memory-working-set', 'gauge'],
  container_spec_memory_limit_bytes: ['memory-max', 'gauge'],
  container_memory_events_high_total: ['events-high', 'counter'],
  container_memory_events_max_total: ['events-max', 'counter'],
  container_memory_events_oom_kill_total: ['events-oom-kill', 'counter'],
  container_memory_workingset_refault_file: ['refault-file', 'counter'],
  container_memory_workingset_refault_file_total: ['refault-file', 'counter'],
  container_memory_workingset_refault_anon: ['refault-anon', 'counter'],
  container_memory_workingset_refault_anon_total: ['refault-anon', 'counter'],
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** `worker-3`, `worker-3:9100`: an address of this machine alone names none. */
function nodeOf(labels: Labels): string | null {
  const named = labels.node || labels.nodename || labels.kubernetes_node || labels.instance
  const host = named?.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1')
  return host === undefined || /^(?:|localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host) ? null : host
}

function measured(name: string, labels: Labels): readonly ['node' | 'container', Metric, Series['type']] | null {
  const [, of, resource, wait] = RESOURCE.exec(name) ?? []
  if (of !== undefined) {
    const metric = PRESSURE[`${resource}_${wait}`]
    return metric === undefined ? null : [of === 'node' ? 'node' : 'container', metric, 'counter']
  }
  const ofNode = own(OF_NODE, name)
  if (ofNode !== undefined) return ['node', ...ofNode]
  if (name === 'container_memory_failures_total')
    return labels.failure_type === 'pgmajfault' && labels.scope === 'hierarchy'
      ? ['container', 'major-faults', 'counter']
      : null
  const ofCgroup = own(OF_CGROUP, name)
  return ofCgroup === undefined ? null : ['container', ...ofCgroup]
}

/**
 * What a time series tells by its name and labels; null for one of no use here, for results of expressions, which have no
 * name, and for rows of containers without the path of their cgroup.
 */
export function targetOf(labels: Labels): Target | null {
  const found = measured(labels.__name__ ?? '', labels)
  if (found === null) return null
  const [of, metric, type] = found
  const { id } = labels
  if (of === 'container' && !id?.startsWith('/')) return null
  const scope = of === 'node' || id === undefined || id === '/' ? 'node' : id.replace(/(?<!\/)\/+$/, '')
  return { metric, type, scope, node: nodeOf(labels), isPart: metric === 'file-lru' }
}

/** True for what is a name of a metric that can be used here, whatever its labels are. */
export const isKnownName = (name: string): boolean =>
  RESOURCE.test(name) ||
  own(OF_NODE, name) !== undefined ||
  own(OF_CGROUP, name) !== undefined ||
  name === 'container_memory_failures_total'
