import type { HostZones } from '../../model/host.ts'
import type { Line } from '../../model/line.ts'
import { citing, type HostReader, reading } from './reader.ts'

type Zone = HostZones['zones'][number]

const ZONE = /^Node (\d{1,4}), zone +(\w{1,16})\s*$/
const FREE_LISTS = /^Node (\d{1,4}), zone +(\w{1,16})((?: +\d{1,12}){5,16}) *$/
const FIELD = /^ +(pages free|low|managed) +(\d{1,15})\s*$/

const TITLE = 'Zones of memory at the time of collection'
const KEYS = { 'pages free': 'freePages', low: 'lowPages', managed: 'managedPages' } as const

/** `/proc/zoneinfo` (mm/vmstat.c): watermarks and sizes of zones, in pages. */
export const zoneinfo: HostReader = {
  id: 'zoneinfo',
  matches: (_, head) => /^Node \d+, zone +\w+\s*\r?\n +(?:per-node stats|pages free)/.test(head),
  *read(lines): Generator<HostZones> {
    const zones: Zone[] = []
    const cited: Line[] = []
    for (const line of lines) {
      const [, node, zone] = ZONE.exec(line.text) ?? []
      if (zone !== undefined) {
        zones.push({
          numaNode: Number(node),
          zone,
          managedPages: null,
          freePages: null,
          lowPages: null,
          freeBlocks: [],
        })
        continue
      }
      const [, key, amount] = FIELD.exec(line.text) ?? []
      const last = zones.at(-1)
      if (key === undefined || !last) continue
      zones[zones.length - 1] = { ...last, [KEYS[key as keyof typeof KEYS]]: Number(amount) }
      if (key === 'managed') cited.push(line)
    }
    const evidence = citing(cited.length > 0 ? cited.slice(0, 10) : lines.slice(0, 1))
    if (evidence) yield { ...reading('host.zones', TITLE, evidence), zones }
  },
}

/** `/proc/buddyinfo`: free blocks of each zone by their order. */
export const buddyinfo: HostReader = {
  id: 'buddyinfo',
  matches: (_, head) => FREE_LISTS.test(head.split(/\r?\n/, 1)[0] ?? ''),
  *read(lines): Generator<HostZones> {
    const rows = lines.filter(({ text }) => FREE_LISTS.test(text))
    const zones = rows.map(({ text }): Zone => {
      const [, node, zone = '', counts = ''] = FREE_LISTS.exec(text) ?? []
      const freeBlocks = counts.trim().split(/ +/).map(Number)
      return { numaNode: Number(node), zone, managedPages: null, freePages: null, lowPages: null, freeBlocks }
    })
    const evidence = citing(rows.slice(0, 10))
    if (evidence) yield { ...reading('host.zones', TITLE, evidence), zones }
  },
}
