import type { PressureReading, Stall } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { cgroupFile } from './cgroup-path.ts'
import { baseName, citing, type HostReader, headLines, reading } from './reader.ts'

const LINE = /^(some|full) avg10=(\d{1,4}\.\d\d) avg60=(\d{1,4}\.\d\d) avg300=(\d{1,4}\.\d\d) total=(\d{1,20})\s*$/

const stallIn = (line: Line | undefined): Stall | null => {
  const [, , avg10, avg60, avg300, total] = (line && LINE.exec(line.text)) ?? []
  if (avg10 === undefined) return null
  return {
    avg10Percent: Number(avg10),
    avg60Percent: Number(avg60),
    avg300Percent: Number(avg300),
    totalMicroseconds: Number(total),
  }
}

/** `/proc/pressure/memory`, `memory.pressure`, `pressure-io.txt`. */
function resourceOf(name: string): PressureReading['resource'] {
  const [, resource] = /(?:^|[^a-z])(memory|io|cpu)(?:[^a-z]|$)/.exec(baseName(name)) ?? []
  return (resource as PressureReading['resource'] | undefined) ?? null
}

/** One reading of pressure: `/proc/pressure/*`, a cgroup's `*.pressure` (Documentation/accounting/psi.rst). */
export const pressure: HostReader = {
  id: 'pressure',
  matches(_, head) {
    const lines = headLines(head, 3)
    // More than one pair is a series of samples.
    return (
      lines.length > 0 && lines.length <= 2 && lines.every(line => LINE.test(line)) && /^some /.test(lines[0] ?? '')
    )
  },
  *read(lines, name): Generator<PressureReading> {
    const [some, full] = ['some', 'full'].map(word => lines.find(({ text }) => LINE.exec(text)?.[1] === word))
    const evidence = citing([some, full])
    if (!evidence) return
    yield {
      ...reading('host.pressure', 'Pressure at the time of collection', evidence),
      resource: resourceOf(name),
      cgroup: cgroupFile(name)?.cgroup ?? null,
      some: stallIn(some),
      full: stallIn(full),
    }
  },
}
