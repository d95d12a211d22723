import { formatKiB } from '../../model/bytes.ts'
import type { PressureReading, Stall } from '../../model/host.ts'
import type { Incident, Report } from '../../model/report.ts'
import { type NodeReading, ofKind } from './readings.ts'

/** Below this share of all memory `MemAvailable` looks alarming to people who watch it. */
const LOW_AVAILABLE_SHARE = 0.15
/** A share of time stalled, in percent, that nobody notices; over the last five minutes too, so that it is no lull. */
const NO_PRESSURE_PERCENT = 1
/** The page cache is what works only where it is a good part of the memory. */
const CACHE_SHARE = 0.1

const isCalm = (stall: Stall | null): boolean =>
  stall === null ||
  [stall.avg10Percent, stall.avg60Percent, stall.avg300Percent].every(percent => percent < NO_PRESSURE_PERCENT)

const isOfNode = ({ resource, cgroup, some }: PressureReading): boolean =>
  resource === 'memory' && cgroup === null && some !== null

/** Two readings without a node are of one machine only where no other is in the bundle. */
const isSame = (a: string | null, b: string | null): boolean => a === b

/**
 * What looks bad and is not: little `MemAvailable` without any stall. Nothing is said of a node that ran out in the time of
 * the case.
 */
export function healthyOf(readings: readonly NodeReading[], incidents: readonly Incident[]): Report['healthy'] {
  const ranOut = incidents.filter(({ kind }) => kind === 'global').map(({ scope }) => scope.node)
  const pressures = ofKind(readings, 'host.pressure').filter(isOfNode)
  return ofKind(readings, 'host.memory').flatMap(({ of: node, fieldsKiB, evidence }) => {
    const { MemTotal: total, MemAvailable: available, Cached: cached = 0, Shmem: shmem = 0 } = fieldsKiB
    const own = pressures.filter(each => isSame(each.of, node))
    const [pressure] = own
    const isLow = total !== undefined && available !== undefined && available < total * LOW_AVAILABLE_SHARE
    if (!isLow || !pressure || ranOut.some(each => each === null || each === node)) return []
    if (!own.every(({ some, full }) => isCalm(some) && isCalm(full))) return []
    const name = cached - shmem >= total * CACHE_SHARE ? 'page cache at work: ' : ''
    const where = node === null ? '' : ` on node ${node}`
    const numbers = `${formatKiB(available)} of ${formatKiB(total)} available, ${pressure.some?.avg300Percent} % of the last five minutes stalled`
    return [
      {
        finding: `${name}MemAvailable low, pressure near zero${where} (${numbers})`,
        evidence: [
          ...evidence.filter(({ excerpt }) => /^Mem(?:Total|Available):/.test(excerpt ?? '')),
          pressure.evidence[0],
        ],
      },
    ]
  })
}
