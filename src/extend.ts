/**
 * What readers, layouts and rules of your own are written against: the parts of a `Kit`, the facts that readers give and rules
 * look at, and a few helpers. docs/extending.md says which kind of reader a text needs. These interfaces may change in any 0.x
 * version; the report's shape does not.
 *
 * @module oomlens/extend
 */
export type { VictimWitness } from './model/case.ts'
export type { EventKind, EventOf, OomEvent } from './model/event.ts'
export type { Fact, Severity } from './model/fact.ts'
export type {
  CgroupReading,
  HostCounters,
  HostFact,
  HostMemory,
  HostReading,
  HostSlab,
  HostZones,
  PressureReading,
  Stall,
} from './model/host.ts'
export type {
  HugepagePool,
  KernelBoot,
  KernelNotice,
  KilledProcess,
  MemcgCounter,
  MemcgUsage,
  MemInfo,
  NodeMemory,
  OomReaped,
  OomReport,
  OomTrigger,
  TaskRow,
  TaskTable,
  ZoneInfo,
} from './model/kernel.ts'
export type {
  CachePolicy,
  KillerKill,
  KillerVictim,
  KillPolicy,
  PressurePolicy,
  Threshold,
  ThresholdPolicy,
  UnitOom,
  UserKiller,
  WordsPolicy,
} from './model/killer.ts'
export type {
  CaptureHint,
  ContainerFact,
  ContainerState,
  KubeEvent,
  NodeCondition,
  NodeFact,
  PodFact,
} from './model/kubernetes.ts'
export { type Line, lineSpan } from './model/line.ts'
export type {
  ContainerExit,
  EvictionStep,
  HeapExhausted,
  KillTold,
  HeapOwner,
  NodeIdentity,
  NodeLogEvent,
  NodeProgram,
  NodeSymptom,
  OomSeen,
  StopOrder,
  Subject,
} from './model/node-log.ts'
export type {
  Block,
  Body,
  Context,
  DocumentFormat,
  Envelope,
  ExcerptFormat,
  Found,
  Layout,
  LineJoin,
  Message,
  OpenBlock,
  PathRole,
  PodPath,
  Readers,
  RecordFormat,
  RecordReader,
  SeriesFormat,
} from './model/reader.ts'
export type { Metric, Series } from './model/series.ts'
export { cite, spanning } from './model/span.ts'
export { type Age, kubernetesStamp, NO_STAMP, type Stamp, type WallClock, type WallReading } from './model/stamp.ts'
export { advise, type CauseText, type Rule, verdict } from './rules/rule.ts'
export type { FieldSchema } from './topics/fields.ts'
