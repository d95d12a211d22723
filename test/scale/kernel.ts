import { containerCgroup, killLines, raw, syslog } from '../engine/logs.ts'
import { at, idOf, type Parts, type Shape, times, uidOf } from './shape.ts'

const PIDS = 4_000_000

/** The report of one kill in a container of its own. */
const memcgKill = (number: number): readonly string[] =>
  killLines({ pid: 1 + (number % PIDS), taskMemcg: containerCgroup(uidOf(number), idOf(number)) })

const globalKill = (number: number, pid = 1 + (number % PIDS)): readonly string[] =>
  killLines({ pid, oomMemcg: null, taskMemcg: containerCgroup(uidOf(number), idOf(number)) })

const SAMPLE_SECONDS = 10
const KILL_SECONDS = 20

/** Pressure of the node, a window of stalls before each kill. */
const pressure = (count: number): Parts => ({
  path: 'pressure.log',
  *parts() {
    let [some, full] = [0, 0]
    for (let sample = 0; sample < (count * KILL_SECONDS) / SAMPLE_SECONDS; sample += 1) {
      // Ten minutes of stalls, ten of quiet.
      const stalls = Math.floor((sample * SAMPLE_SECONDS) / 600) % 2 === 0
      some += stalls ? 6e6 : 1000
      full += stalls ? 5e6 : 500
      const line = (who: string, total: number): string => `${who} avg10=0.00 avg60=0.00 avg300=0.00 total=${total}\n`
      const time = (Date.parse(at(sample * SAMPLE_SECONDS)) / 1000).toFixed(3)
      yield `@ ${time} /proc/pressure/memory\n${line('some', some)}${line('full', full)}`
    }
  },
})

/** A cgroup that stalls for forty seconds before the kill in it. */
function stallOf(number: number): string {
  const file = `/sys/fs/cgroup${containerCgroup(uidOf(number), idOf(number))}/memory.pressure`
  let text = ''
  for (let sample = 0; sample < 12; sample += 1) {
    const stalled = Math.max(0, sample - 2) * 4e6
    text += `@ ${(44 + number + sample * 5).toFixed(3)} ${file}\n`
    for (const who of ['some', 'full']) text += `${who} avg10=0.00 avg60=0.00 avg300=0.00 total=${stalled}\n`
  }
  return text
}

export const kernelShapes: readonly Shape[] = [
  {
    name: 'kills in containers of one node',
    files: count => [
      { path: 'dmesg.txt', parts: () => times(count, number => raw(100 + number * 5, memcgKill(number))) },
    ],
    incidents: count => count,
  },
  {
    name: 'kills of nodes that stall',
    files: count => [
      {
        path: 'node-1/syslog',
        parts: () =>
          times(count, number =>
            syslog(at(number * KILL_SECONDS), globalKill(number), 'node-1', 100 + number * KILL_SECONDS),
          ),
      },
      pressure(count),
    ],
    incidents: count => count,
  },
  {
    name: 'kills of one second on an unnamed node',
    files: count => [{ path: 'dmesg.txt', parts: () => times(count, number => raw(100, globalKill(number))) }],
    incidents: count => count,
  },
  {
    name: 'kills of one pid, twice told',
    files: count =>
      ['dmesg.txt', 'kernel.log'].map(path => ({
        path,
        parts: () => times(count, number => raw(100 + number * 60, globalKill(number, 4242))),
      })),
    incidents: count => count,
  },
  {
    name: 'kills without times',
    files: count => [{ path: 'pasted.txt', parts: () => times(count, number => `${globalKill(number).join('\n')}\n`) }],
    incidents: count => count,
  },
  {
    name: 'kills of one pid without times, twice told',
    files: count =>
      ['pasted.txt', 'pasted-again.txt'].map(path => ({
        path,
        parts: () => times(count, number => `${globalKill(number, 4242).join('\n')}\n`),
      })),
    incidents: count => count,
  },
  {
    name: 'cgroups that stall and are killed in, and their counters',
    files: count => [
      { path: 'nodes/node-1/dmesg.txt', parts: () => times(count, number => raw(100 + number, memcgKill(number))) },
      { path: 'nodes/node-1/cgroups.log', parts: () => times(count, stallOf) },
      ...times(count, number => ({
        path: `nodes/node-1/sys/fs/cgroup${containerCgroup(uidOf(number), idOf(number))}/memory.events`,
        parts: () => ['oom_kill 2\n'],
      })),
    ],
    incidents: count => count,
  },
]
