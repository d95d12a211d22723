import { type Amount, type CounterLine, readCounterLine } from '../../../../grammars/kernel/counter-line.ts'
import type { Span } from '../../../model/span.ts'
import { decimal } from '../number.ts'
import type { MemInfoDraft, Part } from './draft.ts'

const numbers = (amounts: readonly (readonly [string, Amount])[]): Record<string, number> =>
  Object.fromEntries(amounts.map(([key, amount]) => [key, Number(amount.value)]))

/** The sizes of a line. One without its unit was cut, maybe in the middle of the number. */
const sizes = (amounts: ReadonlyMap<string, Amount>): Record<string, number> =>
  numbers([...amounts].filter(([, amount]) => amount.unit !== null))

const newMemInfo = (span: Span): MemInfoDraft => ({
  first: span,
  last: span,
  totalsPages: new Map(),
  nodes: [],
  zones: [],
  hugepages: [],
  slabs: [],
  tail: new Map(),
  spans: new Map(),
})

export const memInfoStart: Part = {
  read(draft, body, span) {
    if (draft.concluded || draft.memInfo !== null || !/^Mem-[Ii]nfo:\s*$/.test(body.text)) return false
    draft.memInfo = newMemInfo(span)
    draft.inside = 'mem-info'
    return true
  },
}

/** Kernels before 2.6.28 say it in other words (show_mem in arch/x86/mm). */
const TAIL_OF_2_6: Readonly<Record<string, string>> = {
  'pages of RAM': 'pages RAM',
  'reserved pages': 'pages reserved',
  'pages swap cached': 'pages in swap cache',
}

const lettersOf = (types: string | null): string | null => types?.slice(1, -1) ?? null

function addCounters(info: MemInfoDraft, line: Extract<CounterLine, { form: 'counters' }>, span: Span): void {
  const node = decimal(line.node)
  if (line.zone !== null) {
    const fieldsKiB = sizes(line.counters)
    const blocks = { freeBlocks: [], freeBlockTypes: [] }
    info.zones.push({ node, name: line.zone, fieldsKiB, lowmemReservePages: [], ...blocks, span })
  } else if (node !== null) {
    info.nodes.push({ node, fieldsKiB: sizes(line.counters), span })
  } else {
    for (const [key, amount] of line.counters) {
      info.totalsPages.set(key, Number(amount.value))
      info.spans.set(key, span)
    }
  }
}

function add(info: MemInfoDraft, line: CounterLine, span: Span): void {
  if (line.form === 'counters') {
    addCounters(info, line, span)
  } else if (line.form === 'lowmem-reserve') {
    const zone = info.zones.at(-1)
    if (zone) zone.lowmemReservePages = line.pages.map(Number)
  } else if (line.form === 'free-blocks') {
    const node = decimal(line.node)
    const zone = info.zones.find(each => each.name === line.zone && each.node === node)
    const blocks =
      line.sum === null
        ? { freeBlocks: [], freeBlockTypes: [] }
        : { freeBlocks: line.counts.map(Number), freeBlockTypes: line.types.map(lettersOf) }
    if (zone) Object.assign(zone, blocks)
    else info.zones.push({ node, name: line.zone, fieldsKiB: {}, lowmemReservePages: [], ...blocks, span })
    info.tail.set('page KiB', Number(line.sizesKB[0]))
  } else if (line.form === 'assignments') {
    const { hugepages_size: sizeKiB, ...rest } = sizes(line.values)
    const { hugepages_total: total, hugepages_free: free } = numbers([...line.values])
    if (total === undefined) for (const key in rest) info.tail.set(key, rest[key] ?? 0)
    else if (free !== undefined && sizeKiB !== undefined) {
      info.hugepages.push({ node: decimal(line.node), total, free, sizeKiB })
    }
  } else {
    const what = TAIL_OF_2_6[line.what] ?? line.what
    info.tail.set(what, Number(line.amount))
    info.spans.set(what, span)
  }
}

/** How rsyslog writes a newline inside a record. */
const NEWLINE = '#012'

/** A line that stands below `Mem-Info:`. */
export const MEM_INFO_LINE: RegExp =
  /^ ?(?:[Aa-z_]+:\d+(?: |\s*$)|Node \d+ |[A-Z][A-Za-z0-9]+(?: free:\d|: \d+\*\d)|lowmem_reserve\[\]:|\d+ (?:total |reserved )?page(?:s|cache)? ?|Free swap|Total swap|Swap cache stats:)/

/** A line that was cut is read as far as its last whole word. What cannot be read is part of the block all the same. */
function lineOf(text: string): CounterLine | null {
  const reading = readCounterLine(text)
  if (reading.ok) return reading.value
  const shorter = readCounterLine(text.slice(0, Math.max(0, text.lastIndexOf(' '))))
  return shorter.ok ? shorter.value : null
}

export const memInfoLine: Part = {
  read(draft, body, span) {
    const info = draft.memInfo
    if (info === null || draft.concluded || draft.inside !== 'mem-info' || !MEM_INFO_LINE.test(body.text)) return false
    // Where someone cut the stamps off, no envelope has undone what rsyslog made of the newlines.
    for (const text of body.text.split(NEWLINE)) {
      const line = lineOf(text)
      if (line) add(info, line, span)
    }
    info.last = span
    return true
  },
}

/** The kernel's names hold no blanks but single ones; the expression must not search for them twice. */
const SLAB = /^(\S+(?: (?! )[^\s\d]\S*)*) +(\d+)KB +(\d+)KB\s*$/

/** The table of unreclaimable slab caches, since 4.15. */
export const slabs: Part = {
  read(draft, body, span) {
    if (draft.memInfo === null || draft.concluded) return false
    if (/^Unreclaimable slab info:\s*$/.test(body.text)) draft.inside = 'slabs'
    else if (draft.inside !== 'slabs') return false
    else if (!/^Name +Used +Total\s*$/.test(body.text)) {
      const row = SLAB.exec(body.text)
      if (row === null) return false
      const [, name = '', used, total] = row
      draft.memInfo.slabs.push({ name, usedKiB: Number(used), totalKiB: Number(total) })
    }
    draft.memInfo.last = span
    return true
  },
}
