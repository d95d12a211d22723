export { canonical, indented } from './canonical.ts'
export { isMemoryKill } from './digest.ts'
export { better, type Fleet, fleetOf, join } from './join.ts'
export {
  type Failure,
  type FailureReason,
  type FleetOptions,
  type FleetRecord,
  type IncidentDigest,
  keyOf,
  RECORD_SCHEMA,
  type RecordStatus,
} from './record.ts'
export { type BundleId, failedRecord, type Maker, recordOf } from './record-of.ts'
export { hash32, isInShard, type Shard, shardOf } from './shard.ts'
export { incidentLines, type SummaryInput, summarise } from './summarise.ts'
export { type FleetSummary, type IncidentLine, SUMMARY_SCHEMA } from './summary.ts'
export { summaryText } from './text.ts'
