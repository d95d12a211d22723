import type { Incident } from '../model/report.ts'
import type { IncidentDigest } from './record.ts'
import { subjectOf, workloadOf } from './workload.ts'

export function digestOf(incident: Incident): IncidentDigest {
  const { id, kind, killer, scope, at, victims, panic, causes, culprit, limitBytes } = incident
  const [victim] = victims
  const [cause] = causes
  return {
    id,
    kind,
    killer,
    level: scope.level,
    workload: workloadOf(incident),
    node: scope.node,
    ...subjectOf(incident),
    pid: victim?.pid ?? null,
    comm: victim?.comm ?? null,
    victims: victims.length,
    panic,
    cause: cause ? { code: cause.code, confidence: cause.confidence } : null,
    culprit: culprit ? { what: culprit.what, name: culprit.name, bytes: culprit.bytes } : null,
    wall: at.wall,
    plusMinusSeconds: at.plusMinusSeconds,
    bootSeconds: at.bootSeconds,
    limitBytes,
  }
}

/** Whether memory killed something, or the machine: an eviction is a decision, and SIGKILL alone proves nothing. */
export const isMemoryKill = ({ kind, victims, panic }: IncidentDigest): boolean =>
  kind !== 'sigkill' && kind !== 'eviction' && (victims > 0 || panic)
