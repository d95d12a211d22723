import type { SeriesFormat } from '../../../model/reader.ts'
import { type Columns, newColumns } from '../columns.ts'

/** `PSI web-07 1791361831 2026/10/07 08:30:31 5 y …`: the time since 1970 and, before the numbers, the seconds of the interval. */
const LINE = /^(PSI|MEM) (\S{1,253}) (\d{9,11}) \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (\d{1,9}) (.*)$/
/** After `y` for a kernel that has PSI: averages of 10, 60 and 300 seconds, and microseconds in the interval, five times. */
const GROUPS = ['psi-cpu-some', 'psi-memory-some', 'psi-memory-full', 'psi-io-some', 'psi-io-full'] as const
const GROUP_CELLS = 4
const MICROSECONDS = 1e-6
const HEAD_LINES = 40

/**
 * Pressure and the size of memory by `atop -P PSI,MEM` (atop 2.4 to 2.11). Up to the first `SEP` the numbers are means since
 * boot, which tell only when what follows begins.
 */
export const atopParseable: SeriesFormat = {
  id: 'atop-parseable',
  matches: (_path, head) => head.split('\n', HEAD_LINES).some(line => LINE.test(line)),
  open(path) {
    const machines = new Map<string, Columns>()
    let isSinceBoot = true
    return {
      take(line) {
        if (line.text === 'RESET') isSinceBoot = true
        if (line.text === 'SEP') isSinceBoot = false
        const [, label, node = '', epoch, printed, rest = ''] = LINE.exec(line.text) ?? []
        if (label === undefined) return
        const columns = machines.get(node) ?? newColumns({ path, node, clock: 'wall', zone: 'given' })
        machines.set(node, columns)
        const [cells, seconds, interval] = [rest.trim().split(' '), Number(epoch), Number(printed)]
        if (label === 'MEM') {
          const [pageBytes = Number.NaN, total = Number.NaN, free = Number.NaN] = cells.map(Number)
          columns.add('mem-total', 'node', 'gauge', seconds, total * pageBytes, line)
          columns.add('mem-free', 'node', 'gauge', seconds, free * pageBytes, line)
          return
        }
        if (cells[0] !== 'y' || cells.length !== 1 + GROUPS.length * GROUP_CELLS || interval <= 0) return
        for (const [at, metric] of GROUPS.entries()) {
          columns.begin(metric, 'node', isSinceBoot ? seconds : seconds - interval, line)
          const rate = (Number(cells[(at + 1) * GROUP_CELLS]) * MICROSECONDS) / interval
          if (!isSinceBoot) columns.add(metric, 'node', 'rate', seconds, rate, line)
        }
      },
      close: () => [...machines.values()].flatMap(columns => columns.series()),
    }
  },
}
