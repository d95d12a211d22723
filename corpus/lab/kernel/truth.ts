// truth.ts SCENARIO.sh FOLDER: turns what a boot left in FOLDER into a case with its truth, and checks one against the other.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Truth } from '../truth.ts'
import { faults } from './check.ts'
import { all, eventsOf, podsOf, processesOf } from './events.ts'

const [, , source = '', folder = ''] = process.argv
const script = readFileSync(source, 'utf8')
const setting = (name: string): string | null => new RegExp(`^#: ${name} (.+)$`, 'm').exec(script)?.[1] ?? null
const scenario = basename(source, '.sh')
const [title = '', ...about] = [...script.matchAll(/^# (.+)$/gm)].map(match => match[1] ?? '')
const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '')
const say = (text: string): void => void process.stdout.write(`${basename(folder)}: ${text}\n`)

const events = eventsOf(read('events.jsonl'))
const [boot] = all(events, 'boot')
const [unsupported] = all(events, 'unsupported')
if (unsupported) {
  rmSync(folder, { recursive: true })
  say(`left out, ${unsupported.why}`)
} else if (!boot) {
  say('did not come up; see forms/serial.log')
  process.exitCode = 1
} else {
  const stalled = all(events, 'finished')[0]?.stalledMicroseconds
  const truth: Truth = {
    scenario,
    about: title,
    kernel: { release: boot.release, version: boot.version },
    memTotalKiB: boot.memTotalKiB,
    cgroupVersion: /\blab_cgroup=1\b/.test(setting('append') ?? '') ? 1 : 2,
    bootedAt: new Date((boot.wallSeconds - boot.uptimeSeconds) * 1000).toISOString(),
    kind: (setting('kind') ?? 'none') as Truth['kind'],
    reached: all(events, 'counters').flatMap(({ cgroup, hits }) => (hits > 0 ? [cgroup] : [])),
    thrashes: setting('thrashes') as Truth['thrashes'],
    stalledSeconds: stalled === undefined ? null : stalled / 1e6,
    pods: podsOf(events),
    processes: processesOf(events),
  }
  const [version] = /^\d+\.\d+/.exec(boot.release) ?? [boot.release]
  const errors = read('forms/errors').trim()
  const wrong = [
    ...faults(truth, events, read('forms/kmsg.log') || read('forms/serial.log'), {
      dies: (setting('dies') ?? '').split(' ').filter(Boolean),
    }),
    ...(errors === '' ? [] : [`the guest complained: ${errors}`]),
  ]
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  writeFileSync(
    join(folder, 'about.md'),
    `# ${title}\n\n${about.join('\n')}\n\nOrigin: real; Linux ${version} (Debian) in a virtual machine, by the lab (${scenario}).\n`,
  )
  mkdirSync(join(folder, 'bundle'), { recursive: true })
  for (const name of (setting('bundle') ?? 'dmesg.txt').split(' '))
    cpSync(join(folder, 'forms', name), join(folder, 'bundle', name))
  const died = truth.processes.filter(({ by }) => by === 'kernel').map(({ pid, comm }) => `${comm} (${pid})`)
  if (wrong.length > 0) process.exitCode = 1
  for (const fault of wrong) say(`NOT AS MEANT: ${fault}`)
  if (wrong.length === 0)
    say(
      `${truth.kind}, died: ${died.join(', ') || 'nobody'}; wait statuses, counters and log agree. As a case: ` +
        `cp -r ${folder} corpus/cases/NAME, without forms and events.jsonl`,
    )
}
