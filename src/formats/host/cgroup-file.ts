import type { CgroupReading } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { cgroupFile } from './cgroup-path.ts'
import { citing, type HostReader, headLines, reading } from './reader.ts'

const ENTRY = /^([a-zA-Z][\w.]{0,60}) (\d{1,20})\s*$/
const VALUE = /^(\d{1,20}|max)\s*$/
/** v1 prints the largest number of pages for no limit: 2^63 less a page, whatever the page's size. */
const NO_LIMIT = 2 ** 62

/** Files that matter, and no lists of tasks. */
const READ =
  /^memory\.(?:max|high|low|min|current|peak|events(?:\.local)?|oom\.group|stat|swap\.(?:max|high|current|peak|events)|limit_in_bytes|usage_in_bytes|max_usage_in_bytes|failcnt|oom_control|memsw\.(?:limit_in_bytes|usage_in_bytes|max_usage_in_bytes|failcnt))$/

const numberOf = (text: string): number | null => (text === 'max' || Number(text) >= NO_LIMIT ? null : Number(text))

/** The one reading of a cgroup's file; null for lines that are none. */
export function cgroupReading(lines: readonly Line[], name: string): CgroupReading | null {
  const place = cgroupFile(name)
  if (place === null) return null
  const values: Record<string, number | null> = {}
  let cited: Line | undefined
  for (const line of lines) {
    const [, single] = VALUE.exec(line.text) ?? []
    const [, key, amount] = ENTRY.exec(line.text) ?? []
    if (single !== undefined && !('value' in values)) values.value = numberOf(single)
    else if (key !== undefined && amount !== undefined) values[key] = numberOf(amount)
    if (key === 'oom_kill') cited = line
  }
  const evidence = citing([cited ?? lines.find(({ text }) => text.trim() !== '')])
  if (evidence === null || Object.keys(values).length === 0) return null
  const version = place.version ?? ('hierarchical_memory_limit' in values ? 1 : 2)
  const title = `${place.file} of cgroup ${place.cgroup}`
  return { ...reading('host.cgroup', title, evidence), cgroup: place.cgroup, version, file: place.file, values }
}

/** One file of a memory cgroup, below `sys/fs/cgroup` (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst). */
export const cgroupFileReader: HostReader = {
  id: 'cgroup-file',
  matches(name, head) {
    const file = cgroupFile(name)
    if (file === null || !READ.test(file.file)) return false
    return headLines(head, 3).every(line => VALUE.test(line) || ENTRY.test(line)) && /\d|max/.test(head.slice(0, 200))
  },
  *read(lines, name) {
    const found = cgroupReading(lines, name)
    if (found) yield found
  },
}
