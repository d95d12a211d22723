import type { Metric, Series } from '../../model/series.ts'

/** One value that a line of a file in /proc or of a cgroup holds. */
export interface Reading {
  readonly metric: Metric
  readonly type: Series['type']
  readonly value: number
}

/** Reads one line of a file; nothing for a line that holds nothing of use. */
export type Contents = (text: string) => readonly Reading[]

const MICROSECONDS = 1e-6
const PERCENT = 0.01
const KIB = 1024

const PRESSURE = /^(some|full) avg10=(\d{1,3}(?:\.\d+)?) avg60=[\d.]+ avg300=[\d.]+ total=(\d{1,19})\s*$/

const counter = (metric: Metric, value: number): Reading => ({ metric, type: 'counter', value })
const gauge = (metric: Metric, value: number): Reading => ({ metric, type: 'gauge', value })

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`: total in microseconds, averages in percent (Documentation/accounting/psi.rst). */
const pressure =
  (resource: 'memory' | 'io' | 'cpu'): Contents =>
  text => {
    const [, which, average, total] = PRESSURE.exec(text) ?? []
    if (which === undefined) return []
    if (resource === 'cpu') return which === 'some' ? [counter('psi-cpu-some', Number(total) * MICROSECONDS)] : []
    const of = which === 'some' ? (`psi-${resource}-some` as const) : (`psi-${resource}-full` as const)
    const readings = [counter(of, Number(total) * MICROSECONDS)]
    if (resource === 'io') return readings
    const averaged = which === 'some' ? 'psi-memory-some-avg10' : 'psi-memory-full-avg10'
    return [...readings, gauge(averaged, Number(average) * PERCENT)]
  }

/** Keys of /proc/vmstat and memory.stat, 2.6.32 to 6.19: older kernels count by zone, and file and anon together. */
const COUNTED: readonly (readonly [RegExp, Metric])[] = [
  [/^workingset_refault(?:_file)?$/, 'refault-file'],
  [/^workingset_refault_anon$/, 'refault-anon'],
  [/^pgmajfault$/, 'major-faults'],
  [/^pgscan_direct(?:_(?:dma|dma32|normal|high|movable))?$/, 'scan-direct'],
  [/^pgscan_kswapd(?:_(?:dma|dma32|normal|high|movable))?$/, 'scan-kswapd'],
  [/^pgsteal_direct(?:_(?:dma|dma32|normal|high|movable))?$/, 'steal-direct'],
  [/^pgsteal_kswapd(?:_(?:dma|dma32|normal|high|movable))?$/, 'steal-kswapd'],
  [/^allocstall(?:_(?:dma|dma32|normal|high|movable))?$/, 'direct-reclaim'],
  [/^pswpin$/, 'swap-in'],
  [/^pswpout$/, 'swap-out'],
  // Of the whole machine, since 4.13.
  [/^oom_kill$/, 'events-oom-kill'],
]

const KEYED = /^([a-z][a-z0-9_]{1,60}) (\d{1,20})\s*$/

function counted(key: string): Metric | undefined {
  // Most keys are none of these: their first letters tell.
  if (!/^(?:work|pgm|pgs|allo|psw|oom)/.test(key)) return undefined
  return COUNTED.find(([expression]) => expression.test(key))?.[1]
}

const keyed =
  (lruUnitBytes: number): Contents =>
  text => {
    const [, key, value] = KEYED.exec(text) ?? []
    if (key === undefined) return []
    if (/^(?:nr_)?(?:active|inactive)_file$/.test(key)) return [gauge('file-lru', Number(value) * lruUnitBytes)]
    const metric = counted(key)
    return metric === undefined ? [] : [counter(metric, Number(value))]
  }

/** /proc/vmstat counts pages, and does not say how large they are: all but few machines have pages of 4 KiB. */
const VMSTAT_PAGE_BYTES = 4096

const MEMINFO: Readonly<Record<string, Metric>> = {
  MemTotal: 'mem-total',
  MemFree: 'mem-free',
  MemAvailable: 'mem-available',
  SwapTotal: 'swap-total',
  SwapFree: 'swap-free',
}

const meminfo: Contents = text => {
  const [, key = '', value] = /^([A-Za-z()_]{1,40}):\s+(\d{1,20}) kB\s*$/.exec(text) ?? []
  const metric = Object.hasOwn(MEMINFO, key) ? MEMINFO[key] : undefined
  return metric === undefined ? [] : [gauge(metric, Number(value) * KIB)]
}

const EVENTS: Readonly<Record<string, Metric>> = {
  high: 'events-high',
  max: 'events-max',
  oom_kill: 'events-oom-kill',
}

const events: Contents = text => {
  const [, key = '', value] = /^([a-z_]{1,30}) (\d{1,20})\s*$/.exec(text) ?? []
  const metric = Object.hasOwn(EVENTS, key) ? EVENTS[key] : undefined
  return metric === undefined ? [] : [counter(metric, Number(value))]
}

/** A file with one number; `max` is no limit, which is no number. */
const single =
  (metric: Metric): Contents =>
  text =>
    /^\d{1,20}\s*$/.test(text) ? [gauge(metric, Number(text))] : []

const NODE_FILES: Readonly<Record<string, Contents>> = {
  '/proc/pressure/memory': pressure('memory'),
  '/proc/pressure/io': pressure('io'),
  '/proc/pressure/cpu': pressure('cpu'),
  '/proc/vmstat': keyed(VMSTAT_PAGE_BYTES),
  '/proc/meminfo': meminfo,
}

const CGROUP_FILES: Readonly<Record<string, Contents>> = {
  'memory.pressure': pressure('memory'),
  'io.pressure': pressure('io'),
  'memory.stat': keyed(1),
  'memory.events': events,
  'memory.current': single('memory-current'),
  'memory.usage_in_bytes': single('memory-current'),
  'memory.high': single('memory-high'),
  'memory.max': single('memory-max'),
  'memory.limit_in_bytes': single('memory-max'),
}

const MOUNT = /(?:^|\/)sys\/fs\/cgroup(?=\/|$)/g

/** The cgroup whose folder this is, on the machine or in a copy of its tree: `/` for the root; null for another folder. */
function cgroupOf(folder: string): string | null {
  const mount = [...folder.matchAll(MOUNT)].at(-1)
  if (!mount) return null
  return folder.slice(mount.index + mount[0].length).replace(/^\/(?:memory|unified)(?=\/|$)/, '') || '/'
}

/** Whose numbers a file holds, and how to read them. */
export interface FileKind {
  readonly scope: string
  readonly contents: Contents
}

/** What a file is by its path on the machine, or in a copy of its tree; null for one that holds nothing of use. */
export function fileKind(path: string): FileKind | null {
  const proc = /(?:^|\/)(proc\/(?:pressure\/(?:memory|io|cpu)|vmstat|meminfo))$/.exec(path)?.[1]
  const ofNode = proc === undefined ? undefined : NODE_FILES[`/${proc}`]
  if (ofNode !== undefined) return { scope: 'node', contents: ofNode }
  const slash = path.lastIndexOf('/')
  const file = path.slice(slash + 1)
  const ofCgroup = slash !== -1 && Object.hasOwn(CGROUP_FILES, file) ? CGROUP_FILES[file] : undefined
  const cgroup = ofCgroup === undefined ? null : cgroupOf(path.slice(0, slash))
  return ofCgroup === undefined || cgroup === null
    ? null
    : { scope: cgroup === '/' ? 'node' : cgroup, contents: ofCgroup }
}
