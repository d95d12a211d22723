import type { ContainerTruth, PodTruth, ProcessTruth } from '../truth.ts'

/** One line of what the guest says while it happens; see init.sh and hog.c. */
export type LabEvent =
  | { event: 'unsupported'; why: string }
  | { event: 'boot'; release: string; version: string; wallSeconds: number; uptimeSeconds: number; memTotalKiB: number }
  | { event: 'pod'; name: string; uid: string; qos: PodTruth['qos']; cgroup: string; limitMiB: number | null }
  | { event: 'container'; pod: string; name: string; id: string; cgroup: string; limitMiB: number | null }
  | { event: 'start'; pid: number; comm: string; directory: string; oomScoreAdj: number; uptimeSeconds: number }
  | { event: 'end'; pid: number; signal: number; exitCode: number; uptimeSeconds: number }
  | { event: 'sent'; pid: number; signal: number }
  | { event: 'counters'; cgroup: string; hits: number; kills: number; stalledMicroseconds: number }
  | { event: 'finished'; oomKills: number; stalledMicroseconds: number }

type Named<K extends LabEvent['event']> = Extract<LabEvent, { event: K }>

/** A line that the end of the machine cut is left out. */
export function eventsOf(text: string): readonly LabEvent[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as LabEvent)
}

export const all = <K extends LabEvent['event']>(events: readonly LabEvent[], kind: K): readonly Named<K>[] =>
  events.filter((each): each is Named<K> => each.event === kind)

export const podsOf = (events: readonly LabEvent[]): readonly PodTruth[] =>
  all(events, 'pod').map(({ name, uid, qos, cgroup, limitMiB }) => ({
    name,
    uid,
    qos,
    cgroup,
    limitMiB,
    containers: all(events, 'container')
      .filter(({ pod }) => pod === name)
      .map(({ name, id, cgroup, limitMiB }): ContainerTruth => ({ name, id, cgroup, limitMiB })),
  }))

export const processesOf = (events: readonly LabEvent[]): readonly ProcessTruth[] =>
  all(events, 'start').map(({ pid, comm, directory, oomScoreAdj, uptimeSeconds }) => {
    const end = all(events, 'end').find(each => each.pid === pid)
    const signal = end && end.signal > 0 ? end.signal : null
    const isSent = all(events, 'sent').some(each => each.pid === pid)
    return {
      pid,
      comm,
      cgroup: directory === '-' ? null : directory.replace(/^\/sys\/fs\/cgroup(?:\/memory)?/, ''),
      oomScoreAdj,
      startedAtSeconds: uptimeSeconds,
      endedAtSeconds: end?.uptimeSeconds ?? null,
      signal,
      exitCode: end && signal === null ? end.exitCode : null,
      by: signal === null ? null : isSent ? 'scenario' : 'kernel',
    }
  })
