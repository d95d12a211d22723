import type { HostCounters } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { citing, type HostReader, reading } from './reader.ts'

const COUNTER = /^([a-z][a-z0-9_]{1,60}) (\d{1,20})\s*$/

/** `/proc/vmstat` (mm/vmstat.c): pages and events since boot, whatever the machine's page size is. */
export const vmstat: HostReader = {
  id: 'proc-vmstat',
  matches: (_, head) => /^nr_free_pages \d+\r?\n(?:nr_|\w+ \d)/.test(head),
  *read(lines): Generator<HostCounters> {
    const counters: Record<string, number> = {}
    let kills: Line | undefined
    for (const line of lines) {
      const [, name, value] = COUNTER.exec(line.text) ?? []
      if (name === undefined) continue
      counters[name] = Number(value)
      if (name === 'oom_kill') kills = line
    }
    const evidence = citing([kills ?? lines[0]])
    if (!evidence) return
    const title = 'Counters of the kernel since boot'
    yield { ...reading('host.counters', title, evidence), counters, oomKills: counters.oom_kill ?? null }
  },
}
