/** Typed facts for tests of joins, put together from what a test needs to vary. */
import { indexPods, type PodIndex } from '../../../src/engine/kubernetes/pod-index.ts'
import type { ContainerExit, NodeLogEvent, OomSeen, StopOrder, Subject } from '../../../src/model/node-log.ts'
import { NO_SUBJECT } from '../../../src/model/node-log.ts'
import type { PodFact } from '../../../src/model/kubernetes.ts'
import type { Span } from '../../../src/model/span.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'

export const ID = 'c0ffee00'.repeat(8)
export const OTHER_ID = 'deadbeef'.repeat(8)

const NOON = Date.parse('2026-01-15T12:00:00Z')

/** So many seconds after noon. */
export const msAt = (seconds: number): number => NOON + seconds * 1000

/** What a program of the node writes then, with its zone. */
export const stampAt = (seconds: number): Stamp => ({
  ...NO_STAMP,
  wall: { epochMs: msAt(seconds), zone: 'given', year: 'given', resolutionSeconds: 0, clock: 'reception' },
})

export const lineOf = (path: string, line: number): Span => ({
  path,
  line,
  endLine: line,
  start: line * 100,
  end: line * 100 + 80,
  excerpt: `line ${line} of ${path}`,
})

let lines = 0

/** A line of its own in the log of a node, without a time. */
const logged = <K extends NodeLogEvent['kind']>(kind: K, subject: Partial<Subject>) => {
  lines += 1
  return {
    kind,
    stamp: NO_STAMP,
    node: null,
    boot: 0,
    title: '',
    severity: 'info' as const,
    evidence: [lineOf('node.log', lines)] as const,
    subject: { ...NO_SUBJECT, ...subject },
  }
}

export const inContainer = (id: string, name: string | null = null): Pick<Subject, 'container'> => ({
  container: { name, id },
})

/** A program says that a container ended by SIGKILL. */
export const exit = (parts: Partial<ContainerExit> = {}): ContainerExit => ({
  ...logged('node.exit', inContainer(ID)),
  by: 'containerd',
  exitCode: 137,
  exitedAtMs: null,
  role: 'container',
  oomKilled: null,
  limitBytes: null,
  ...parts,
})

export const stop = (parts: Partial<StopOrder> = {}): StopOrder => ({
  ...logged('node.stop', inContainer(ID)),
  by: 'kubelet',
  why: 'grace-period',
  graceSeconds: 30,
  ...parts,
})

export const seen = (parts: Partial<OomSeen> = {}): OomSeen => ({
  ...logged('node.oom', inContainer(ID)),
  by: 'containerd',
  pid: null,
  comm: null,
  oomMemcg: null,
  taskMemcg: null,
  isGlobalWatch: false,
  ...parts,
})

export const podsOf = (...facts: readonly PodFact[]): PodIndex => indexPods(facts)
