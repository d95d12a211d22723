import type { ZoneState } from '../../model/allocation.ts'
import { formatBytes } from '../../model/bytes.ts'
import type { Incident } from '../../model/report.ts'
import { beside, bodyColumn, type Page } from '../page.ts'
import { table } from '../table.ts'

const VERDICTS: Readonly<Record<ZoneState['verdict'], string>> = {
  'not-allowed': 'not allowed',
  'below-watermark': 'below watermark',
  fragmented: 'no such block',
  'could-serve': 'could serve',
  unknown: 'unknown',
}

const size = (bytes: number | null): string => (bytes === null ? '' : formatBytes(bytes))

/** `from` is the page width from which there is room for the column. */
const COLUMNS: readonly { readonly head: string; readonly from: number; readonly cell: (zone: ZoneState) => string }[] =
  [
    { head: 'zone', from: 0, cell: ({ node, zone }) => (node === null ? zone : `${node} ${zone}`) },
    { head: 'free', from: 0, cell: zone => size(zone.freeBytes) },
    { head: 'min', from: 0, cell: zone => size(zone.minBytes) },
    { head: 'low', from: 100, cell: zone => size(zone.lowBytes) },
    { head: 'high', from: 100, cell: zone => size(zone.highBytes) },
    { head: 'reserve', from: 70, cell: zone => size(zone.reserveBytes) },
    { head: 'largest order', from: 80, cell: zone => String(zone.largestUsableOrder ?? '') },
  ]

/** The zones of the report against the request. The largest order is of the free blocks that it may take. */
export function zoneLines({ allocation }: Incident, page: Page): string[] {
  if (allocation === null || allocation.zones.length === 0) return []
  const indent = bodyColumn(page)
  const columns = COLUMNS.filter(({ from }) => page.width >= from)
  const rows = allocation.zones.map(zone => [...columns.map(({ cell }) => cell(zone)), VERDICTS[zone.verdict]])
  const lines = table(
    [[...columns.map(({ head }) => head), 'for the request'], ...rows],
    [...columns.map((_, at) => (at === 0 ? ('left' as const) : ('right' as const))), 'left'],
    page.width - indent,
    columns.length,
  )
  return beside(
    page,
    'Zones',
    lines.map(line => ' '.repeat(indent) + line),
  )
}
