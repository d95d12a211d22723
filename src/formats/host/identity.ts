import type { HostFact } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { baseName, citing, type HostReader, headLines, reading } from './reader.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\s*$/
const HOSTNAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\s*$/
const INSTANCE = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})\s*$/
const UNAME = /^Linux (\S{1,253}) (\d{1,9}\.\d{1,9}\S{0,200}) #/
const VERSION = /^Linux version (\d\S*) \(/
const STATUS = /^\s*(Static hostname|Transient hostname|Boot ID|Kernel): +(?:Linux )?(\S+)\s*$/

const isOneLine = (head: string): boolean => headLines(head, 2).length === 1

function* fact(lines: readonly (Line | undefined)[], parts: Partial<HostFact>): Generator<HostFact> {
  const evidence = citing(lines)
  if (!evidence) return
  const nothing = { hostname: null, bootId: null, kernelRelease: null, instanceId: null }
  yield { ...reading('host.identity', 'What the machine calls itself', evidence), ...nothing, ...parts }
}

const firstOf = (lines: readonly Line[]): Line | undefined => lines.find(({ text }) => text.trim() !== '')

/** `/proc/sys/kernel/random/boot_id`: the same as `bootID` of the node in the API, and `_BOOT_ID` of the journal. */
export const bootId: HostReader = {
  id: 'boot-id',
  matches: (name, head) => /boot[-_]?id/i.test(baseName(name)) && isOneLine(head) && UUID.test(head.trim()),
  *read(lines) {
    const line = firstOf(lines)
    yield* fact([line], { bootId: line?.text.trim() ?? null })
  },
}

/** `hostname`, also `hostname -f`, and /etc/hostname. */
export const hostname: HostReader = {
  id: 'hostname',
  matches: (name, head) =>
    /^hostname(?:_-[fs])?(?:\.txt)?$/.test(baseName(name)) && isOneLine(head) && HOSTNAME.test(head.trim()),
  *read(lines) {
    const line = firstOf(lines)
    yield* fact([line], { hostname: line?.text.trim() ?? null })
  },
}

/** `system/instance-id.txt` of the EKS log collector: what EC2 calls the machine. */
export const instanceId: HostReader = {
  id: 'instance-id',
  matches: (name, head) => /^instance-id(?:\.txt)?$/.test(baseName(name)) && INSTANCE.test(head.trim()),
  *read(lines) {
    const line = firstOf(lines)
    yield* fact([line], { instanceId: line?.text.trim() ?? null })
  },
}

/** `uname -a`, and /proc/version, each one line. A kernel's log begins with the latter and goes on. */
export const uname: HostReader = {
  id: 'uname',
  matches: (_, head) => isOneLine(head) && (UNAME.test(head.trimStart()) || VERSION.test(head.trimStart())),
  *read(lines) {
    const line = firstOf(lines)
    const text = line?.text ?? ''
    const [, hostname = null, ofMachine = null] = UNAME.exec(text) ?? []
    yield* fact([line], { hostname, kernelRelease: ofMachine ?? VERSION.exec(text)?.[1] ?? null })
  },
}

/** `hostnamectl status`. The ID of the boot lacks its dashes there. */
export const hostnamectl: HostReader = {
  id: 'hostnamectl',
  matches: (_, head) => /^ *Static hostname: /.test(head),
  *read(lines) {
    const found = lines.flatMap(line => {
      const [, key, value] = STATUS.exec(line.text) ?? []
      return key === undefined || value === undefined ? [] : [{ line, key, value }]
    })
    const statusOf = (key: string): string | null => found.find(each => each.key === key)?.value ?? null
    const boot = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(statusOf('Boot ID') ?? '')
    yield* fact(
      found.map(({ line }) => line),
      {
        hostname: statusOf('Transient hostname') ?? statusOf('Static hostname'),
        bootId: boot ? boot.slice(1).join('-') : null,
        kernelRelease: statusOf('Kernel'),
      },
    )
  },
}
