import type { HostSlab } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { citing, type HostReader, reading } from './reader.ts'

/** `# name <active_objs> <num_objs> <objsize> …` (mm/slab_common.c). */
const SLABINFO = /^(\S{1,64}) +\d{1,12} +(\d{1,12}) +(\d{1,12}) +\d+ +\d+ : tunables /
/** `OBJS ACTIVE USE OBJ-SIZE SLABS OBJ/SLAB CACHE-SIZE NAME` (slabtop of procps); sizes in KiB. */
const SLABTOP = /^ *\d+ +\d+ +\d+% +[\d.]+K +\d+ +\d+ +(\d{1,12})K (\S{1,64})\s*$/
const MOST = 20

function* largest(
  rows: readonly { readonly line: Line; readonly name: string; readonly bytes: number }[],
): Generator<HostSlab> {
  const sorted = [...rows].sort((a, b) => b.bytes - a.bytes).slice(0, MOST)
  const evidence = citing(sorted.slice(0, 3).map(({ line }) => line))
  if (!evidence) return
  const title = 'Largest caches of the kernel at the time of collection'
  yield { ...reading('host.slab', title, evidence), caches: sorted.map(({ name, bytes }) => ({ name, bytes })) }
}

/** `/proc/slabinfo`: the size of all objects of a cache, in use or not. */
export const slabinfo: HostReader = {
  id: 'slabinfo',
  matches: (_, head) => head.startsWith('slabinfo - version: '),
  *read(lines) {
    yield* largest(
      lines.flatMap(line => {
        const [, name, objects, size] = SLABINFO.exec(line.text) ?? []
        return name === undefined ? [] : [{ line, name, bytes: Number(objects) * Number(size) }]
      }),
    )
  },
}

/** `slabtop -o`. */
export const slabtop: HostReader = {
  id: 'slabtop',
  matches: (_, head) => /^ Active \/ Total Objects \(% used\) +: /.test(head),
  *read(lines) {
    yield* largest(
      lines.flatMap(line => {
        const [, kib, name] = SLABTOP.exec(line.text) ?? []
        return name === undefined ? [] : [{ line, name, bytes: Number(kib) * 1024 }]
      }),
    )
  },
}
