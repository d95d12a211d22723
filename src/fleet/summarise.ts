import { canonical } from './canonical.ts'
import { countsBy, kernelCounts, trendOf, workloadCounts } from './counts.ts'
import { isMemoryKill } from './digest.ts'
import { groupBy } from '../model/group-by.ts'
import { fleetOf } from './join.ts'
import { kernelOf } from './kernel-of.ts'
import { type FleetRecord, keyOf, type RecordStatus } from './record.ts'
import { distinctIncidents, type FleetIncident, isComparable, type Told } from './same.ts'
import { type FleetSummary, type IncidentLine, SUMMARY_SCHEMA } from './summary.ts'

const MOST_NAMES = 100
const MOST_WORST = 20

export interface SummaryInput {
  readonly records: Iterable<FleetRecord>
  /** Names of all listings: what was to be analysed. */
  readonly listed: Iterable<string>
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0

/** A try that did not read the bundle says nothing any more once another did. */
function standing(records: Iterable<FleetRecord>): FleetRecord[] {
  const all = [...fleetOf(records).values()].sort((a, b) => byName(a, b) || (keyOf(a) < keyOf(b) ? -1 : 1))
  const read = new Set(all.filter(({ sha256 }) => sha256 !== null).map(({ name }) => name))
  return all.filter(({ name, sha256 }) => sha256 !== null || !read.has(name))
}

/** One record for each content: the same bytes are the same incidents. Records come by name. */
function contents(records: readonly FleetRecord[]): FleetRecord[] {
  const analysed = records.filter(({ status }) => status === 'analysed')
  return [...new Map(analysed.toReversed().map(record => [record.sha256, record])).values()].sort(byName)
}

const told = (records: readonly FleetRecord[]): Told[] =>
  records.flatMap(record => record.incidents.map(incident => ({ incident, record })))

const line = ({ incident: { id: _, ...incident }, record, bundles }: FleetIncident): IncidentLine => ({
  ...incident,
  kernel: kernelOf({ incident: { id: '', ...incident }, record }),
  bundles,
})

/** Every incident of the fleet once, as one line each. */
export const incidentLines = ({ records }: SummaryInput): IncidentLine[] =>
  distinctIncidents(told(contents(standing(records)))).map(line)

export function summarise({ records, listed }: SummaryInput, by: 'day' | 'hour' = 'day'): FleetSummary {
  const all = standing(records)
  const own = contents(all)
  const each = told(own)
  const distinct = distinctIncidents(each)
  const done = new Set(all.map(({ name }) => name))
  const names = new Set([...listed, ...done])
  const missing = [...names].filter(name => !done.has(name)).sort()
  const withStatus = (status: RecordStatus): FleetRecord[] => all.filter(record => record.status === status)
  const makers = groupBy(all, ({ oomlens, options }) => canonical({ oomlens, options }))
  return {
    schema: SUMMARY_SCHEMA,
    bundles: {
      listed: names.size,
      analysed: withStatus('analysed').length,
      unreadable: withStatus('unreadable').length,
      failed: withStatus('failed').length,
      missing: missing.length,
      copies: withStatus('analysed').length - own.length,
      changed: all.length - done.size,
    },
    missing: missing.slice(0, MOST_NAMES),
    failures: all.flatMap(({ name, failure }) => (failure ? [{ name, ...failure }] : [])),
    madeBy: [...makers.values()].map(own => ({
      oomlens: own[0].oomlens,
      options: own[0].options,
      records: own.length,
    })),
    incidents: {
      distinct: distinct.length,
      memoryKills: distinct.filter(({ incident }) => isMemoryKill(incident)).length,
      repeats: each.length - distinct.length,
      notComparable: distinct.filter(({ incident }) => !isComparable(incident)).length,
    },
    workloads: workloadCounts(distinct),
    nodes: countsBy(distinct, ({ incident }) => incident.node),
    causes: countsBy(distinct, ({ incident }) => incident.cause?.code ?? null),
    kinds: countsBy(distinct, ({ incident }) => incident.kind),
    killers: countsBy(distinct, ({ incident }) => incident.killer),
    kernels: kernelCounts(
      distinct,
      own.flatMap(({ nodes }) => nodes),
    ),
    trend: trendOf(distinct, by),
    worst: own
      .filter(({ incidents }) => incidents.length > 0)
      .map(({ name, incidents, headline }) => ({ name, incidents: incidents.length, headline }))
      .sort((a, b) => b.incidents - a.incidents || byName(a, b))
      .slice(0, MOST_WORST),
  }
}
