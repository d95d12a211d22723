import type { HostMemory } from '../../model/host.ts'
import { citing, type HostReader, reading } from './reader.ts'

const FILE = 'memory.json'
const FOLDER = /(?:^|\/)host-collectors\//
const TOTAL = /^\s*\{\s*"total"\s*:\s*(\d{1,16})\s*\}\s*$/

/** `host-collectors/system/memory.json` of a support bundle: the bytes of memory of the machine, and nothing else. */
export const hostMemory: HostReader = {
  id: 'host-memory',
  matches: (name, head) => name.endsWith(FILE) && FOLDER.test(name.slice(0, -FILE.length)) && TOTAL.test(head),
  *read(lines): Generator<HostMemory> {
    const bytes = TOTAL.exec(lines.map(({ text }) => text).join('\n'))?.[1]
    const evidence = citing(lines.filter(({ text }) => /\d/.test(text)).slice(0, 1))
    if (bytes === undefined || !evidence) return
    const fieldsKiB = { MemTotal: Number(bytes) / 1024 }
    yield { ...reading('host.memory', 'Memory of the machine', evidence), fieldsKiB }
  },
}
