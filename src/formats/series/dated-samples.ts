import type { SeriesFormat } from '../../model/reader.ts'
import { type Columns, newColumns } from './columns.ts'
import { type FileKind, fileKind } from './contents.ts'
import { sampleTime } from './sample-time.ts'

/** `==> /proc/vmstat <==` of tail, `# cat /proc/vmstat`, or the path alone. */
const HEADING = /^(?:==> (\/\S+) <==|(?:[#$] )?(?:cat )?(\/(?:proc|sys)\/\S+):?)\s*$/
/** `/proc/pressure/memory:some avg10=…` of grep. */
const PREFIXED = /^(\/(?:proc|sys)\/[^\s:]+):(.*)$/
const PRESSURE = /^(?:some|full) avg10=/m
const HEAD_LINES = 12

/** The file of a sample that names none, by the name of the file with the samples; pressure is of memory unless that says so. */
function kindByName(path: string): FileKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/io/i.test(name) && /psi|press/i.test(name)) return fileKind('/proc/pressure/io')
  if (/cpu/i.test(name) && /psi|press/i.test(name)) return fileKind('/proc/pressure/cpu')
  if (/meminfo/i.test(name)) return fileKind('/proc/meminfo')
  if (/vmstat/i.test(name)) return fileKind('/proc/vmstat')
  return /psi|press|mem/i.test(name) ? fileKind('/proc/pressure/memory') : null
}

/** True where a time stands above lines of which it is known what file they are of. */
function holdsSamples(path: string, head: string): boolean {
  const lines = head.replace(/^\ufeff/, '').split('\n', HEAD_LINES)
  if (!lines.some(line => sampleTime(line) !== null)) return false
  const isNamed = lines.some(line => HEADING.test(line) || PREFIXED.test(line))
  return isNamed || (PRESSURE.test(head) && kindByName(path) !== null)
}

/** `while sleep 1; do date -Is; cat /proc/pressure/memory; done`: a time, and below it what files held then. */
export const datedSamples: SeriesFormat = {
  id: 'dated-samples',
  matches: holdsSamples,
  open(path) {
    const byZone: Record<'given' | 'missing', Columns> = {
      given: newColumns({ path, node: null, clock: 'wall', zone: 'given' }),
      missing: newColumns({ path, node: null, clock: 'wall', zone: 'missing' }),
    }
    const unnamed = kindByName(path)
    let time: ReturnType<typeof sampleTime> = null
    let kind = unnamed
    return {
      take(line) {
        const at = sampleTime(line.text)
        if (at !== null) {
          ;[time, kind] = [at, unnamed]
          return
        }
        const [, tailed, bare] = HEADING.exec(line.text) ?? []
        const heading = tailed ?? bare
        if (heading !== undefined) {
          kind = fileKind(heading)
          return
        }
        const [, file, rest = ''] = PREFIXED.exec(line.text) ?? []
        const of = file === undefined ? kind : fileKind(file)
        if (of === null || time === null) return
        for (const { metric, type, value } of of.contents(file === undefined ? line.text : rest))
          byZone[time.zone].add(metric, of.scope, type, time.seconds, value, line)
      },
      close: () => [...byZone.given.series(), ...byZone.missing.series()],
    }
  },
}
