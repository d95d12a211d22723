export { analyze } from './analyze.ts'
export { ARCHIVE_LIMITS, type ArchiveLimits } from './archives/index.ts'
export { type Kit, kit } from './kit.ts'
export type { Allocation, ZoneState } from './model/allocation.ts'
export { type Bundle, BundleError, bundleOf, type Member } from './model/bundle.ts'
export type { IncidentCase, Verdict } from './model/case.ts'
export type { Container, Pod, QosClass } from './model/identity.ts'
export type { AnalyzeOptions, Progress } from './model/options.ts'
export type { Output, OutputOptions } from './model/output.ts'
export type { Problem, ProblemCode } from './model/problem.ts'
export type {
  Advice,
  Because,
  Cause,
  Confidence,
  Contradiction,
  Culprit,
  Holder,
  Holders,
  Incident,
  IncidentGroup,
  IncidentKind,
  IncidentLink,
  Instant,
  Killer,
  MemoryAccount,
  Missing,
  NodeSummary,
  PartialReason,
  ProcessMemory,
  RankedTask,
  Report,
  SampledSeries,
  Scope,
  ScopeLevel,
  Selection,
  Sizing,
  SourceSummary,
  SwapState,
  ThrashingWindow,
  TimelineEntry,
  TriageStep,
  Victim,
} from './model/report.ts'
export { REPORT_SCHEMA } from './model/report.ts'
export type { Evidence, Span } from './model/span.ts'
export type { Topic, TopicGroup, TopicPart } from './model/topic.ts'
export { outputs } from './outputs/index.ts'
export { type Redacted, redact } from './redact/index.ts'
export { findTopics } from './topics/find.ts'
export { topicsOf } from './topics/index.ts'
export { unpacked } from './unpacked.ts'
