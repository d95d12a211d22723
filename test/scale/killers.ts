import { killLines } from '../engine/logs.ts'
import { journal } from '../engine/node-lines.ts'
import { at, type Shape, times } from './shape.ts'

const APART_SECONDS = 120

const oomd = (number: number): string => {
  const time = at(number * APART_SECONDS)
  const unit = `job-${number % 1000}.service`
  return [
    journal(
      time,
      'systemd-oomd',
      `Killed /batch.slice/${unit} due to memory pressure for /batch.slice being 24.15% > 20.00% for > 10s with reclaim activity`,
    ),
    journal(time, 'systemd', `${unit}: systemd-oomd killed 1 process(es) in this unit.`),
    journal(time, 'systemd', `${unit}: Failed with result 'oom-kill'.`),
  ].join('')
}

const earlyoom = (number: number): string => {
  const time = at(number * APART_SECONDS)
  const sent = `sending SIGKILL to process ${1 + number} uid 0 "node": badness 1098, VmRSS 628 MiB`
  return [
    journal(time, 'earlyoom', 'low memory! at or below SIGKILL limits: mem 12.00%, swap 100.00%'),
    journal(time, 'earlyoom', sent),
    journal(time, 'earlyoom', 'process exited after 1.9 seconds'),
  ].join('')
}

const onlySystemd = (number: number): string => {
  const unit = `job-${number % 1000}.service`
  const time = at(number * APART_SECONDS)
  return [
    journal(time, 'systemd', `${unit}: A process of this unit has been killed by the OOM killer.`),
    journal(time, 'systemd', `${unit}: Failed with result 'oom-kill'.`),
  ].join('')
}

const told = (name: string, of: (number: number) => string, paths: readonly string[] = ['journal.txt']): Shape => ({
  name,
  files: count => paths.map(path => ({ path, parts: () => times(count, of) })),
  incidents: count => count,
})

const ONE = 'worker.service'

/** A service that is killed in over and over, and systemd's words on it. */
const ofOneUnit = (number: number): string => {
  const time = at(number * APART_SECONDS)
  const cgroup = `/system.slice/${ONE}`
  return [
    ...killLines({ pid: 1 + number, taskMemcg: cgroup }).map(line =>
      journal(time, 'kernel', line).replace('[900]', ''),
    ),
    journal(time, 'systemd', `${ONE}: A process of this unit has been killed by the OOM killer.`),
    journal(time, 'systemd', `${ONE}: Failed with result 'oom-kill'.`),
  ].join('')
}

export const killerShapes: readonly Shape[] = [
  told('kills by systemd-oomd', oomd),
  told('kills by earlyoom, twice told', earlyoom, ['journal.txt', 'syslog']),
  told('kills in one unit', ofOneUnit),
  told('kills that only systemd tells of', onlySystemd),
]
