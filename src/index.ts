/**
 * The core: from the bytes of a case to its report, and from the report to text. It needs the language and `TextDecoder`, and
 * nothing else: no Node, no clock, no locale. `oomlens/node` opens what lies on disk; `oomlens/extend` has what readers and
 * rules of your own are written against.
 *
 * Unknown is `null`. Units are in names. Every claim has `evidence`. `report.schema.json` of the package is the JSON Schema of
 * `Report`.
 *
 * @module oomlens
 */
export { analyze } from './analyze.ts'
export { ARCHIVE_LIMITS, type ArchiveLimits } from './archives/index.ts'
export { type Input, type Kit, kit } from './kit.ts'
export type { Allocation, ZoneState } from './model/allocation.ts'
export { type Bundle, BundleError, bundleOf, type Member } from './model/bundle.ts'
export type { IncidentCase, Verdict } from './model/case.ts'
export type { Container, Pod, QosClass } from './model/identity.ts'
export type { AnalyzeOptions, NodePath, Progress } from './model/options.ts'
export { type Output, OutputError, type OutputOptions, outputOf } from './model/output.ts'
export type { Problem, ProblemCode } from './model/problem.ts'
export type { Found } from './model/reader.ts'
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
  SizesOf,
  Sizing,
  SourceSummary,
  SwapState,
  ThrashingWindow,
  TimelineEntry,
  Trigger,
  TriageStep,
  Victim,
} from './model/report.ts'
export { REPORT_SCHEMA } from './model/report.ts'
export type { Evidence, Span } from './model/span.ts'
export type { Topic, TopicGroup, TopicPart } from './model/topic.ts'
export { outputs } from './outputs/index.ts'
export { readEvents } from './read-events.ts'
export { type Redacted, redact } from './redact/index.ts'
export { findTopics } from './topics/find.ts'
export { topicsOf } from './topics/index.ts'
export { unpacked } from './unpacked.ts'
