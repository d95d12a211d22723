import type { HostMemory } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { citing, type HostReader, reading } from './reader.ts'

const FIELD = /^([A-Z][A-Za-z0-9_()]{1,30}): +(\d{1,15}) kB\s*$/
const BEGINS = /^\s*MemTotal: +\d+ kB\r?\nMemFree: /
const CITED = ['MemTotal', 'MemFree', 'MemAvailable', 'SwapTotal', 'SwapFree']

/** `/proc/meminfo` (fs/proc/meminfo.c). `kB` means KiB; counts of huge pages carry no unit and are left out. */
export const meminfo: HostReader = {
  id: 'meminfo',
  matches: (_, head) => BEGINS.test(head),
  *read(lines): Generator<HostMemory> {
    const fieldsKiB: Record<string, number> = {}
    const lineOf = new Map<string, Line>()
    for (const line of lines) {
      const [, name, amount] = FIELD.exec(line.text) ?? []
      if (name === undefined || name in fieldsKiB) continue
      fieldsKiB[name] = Number(amount)
      lineOf.set(name, line)
    }
    const evidence = citing(CITED.map(name => lineOf.get(name)))
    if (evidence)
      yield { ...reading('host.memory', 'Memory of the machine at the time of collection', evidence), fieldsKiB }
  },
}
