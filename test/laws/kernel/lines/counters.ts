import fc from 'fast-check'
import { type Amount, type CounterLine, readCounterLine } from '../../../../grammars/kernel/counter-line.ts'
import { type LineLaw, LOST, type Said, said } from '../line-law.ts'
import * as words from '../words.ts'

/** Lines of `Mem-Info:` (lib/show_mem.c, mm/page_alloc.c). A template holds `%` where a number stands. */

const amounts = (values: ReadonlyMap<string, Amount>): Said =>
  Object.fromEntries([...values].map(([key, { value, unit }]) => [key, value + (unit ?? '')]))

function says(line: CounterLine): Said {
  const { form } = line
  if (form === 'counters') {
    const all_unreclaimable = line.unreclaimable === null ? null : line.unreclaimable ? 'yes' : 'no'
    return said({ form, node: line.node, zone: line.zone, all_unreclaimable, ...amounts(line.counters) })
  }
  if (form === 'assignments') return said({ form, node: line.node, ...amounts(line.values) })
  if (form === 'free-blocks') {
    const { node, zone, counts, sizesKB, types, sum } = line
    const blocks = counts.map((count, order) => [`${sizesKB[order]}kB`, count])
    const kinds = counts.map((_, order) => [`${sizesKB[order]}kB types`, types[order]])
    return said({
      form,
      node,
      zone,
      ...Object.fromEntries([...blocks, ...kinds]),
      sum: sum && sum.value + (sum.unit ?? ''),
    })
  }
  if (form === 'lowmem-reserve') {
    return said({ form, ...Object.fromEntries(line.pages.map((value, zone) => [`zone ${zone}`, value])) })
  }
  return said({ form, amount: line.amount, what: line.what })
}

/** `Node % DMA free:%kB …`: the keys of a template, in order. */
const KEY = /([A-Za-z_][A-Za-z0-9_]*(?:\([a-z]+\))?|(?:Free|Total) swap)( ?[:=] ?| {1,2}= )(?=%)/

interface Template {
  readonly name: string
  readonly form: 'counters' | 'assignments'
  readonly zone?: string
  readonly text: string
}

const word = (facts: Said, key: string): string => facts[key] ?? LOST

/** Fills a template from what is said. */
function fill({ text }: Template, facts: Said): string {
  const start = text.startsWith('Node %') ? `Node ${word(facts, 'node')}` : ''
  const rest = text.slice(start === '' ? 0 : 'Node %'.length)
  const counters = rest.replace(new RegExp(`${KEY.source}%(?:kB|KB)?`, 'g'), (_, key: string, sign: string) => {
    return `${key}${sign}${word(facts, key)}`
  })
  return start + counters.replace('? %', `? ${word(facts, 'all_unreclaimable')}`)
}

/** Numbers for a template, with their units. */
function factsOf({ text, form, zone }: Template): fc.Arbitrary<Said> {
  const keys = [...text.matchAll(new RegExp(`${KEY.source}%(kB|KB)?`, 'g'))]
  return fc
    .record({
      node: fc.nat(7),
      values: fc.array(words.pages, { minLength: keys.length, maxLength: keys.length }),
      isStuck: fc.boolean(),
    })
    .map(({ node, values, isStuck }) => ({
      ...said({ form, node: text.startsWith('Node %') ? node : null, zone: zone ?? null }),
      ...Object.fromEntries(keys.map(([, key = '', , unit = ''], at) => [key, `${values[at]}${unit}`])),
      ...(text.includes('? %') ? { all_unreclaimable: isStuck ? 'yes' : 'no' } : {}),
    }))
}

const lawOf = (template: Template): LineLaw<Said, CounterLine> => ({
  name: template.name,
  facts: factsOf(template),
  print: facts => fill(template, facts),
  said: facts => facts,
  read: readCounterLine,
  says,
  printAgain: line => fill(template, says(line)),
  // `writeback` and others end a line in some kernels and not in others.
  printShorter: line =>
    Object.entries(says(line))
      .flatMap(([key, value]) => (key === 'form' ? [] : `${key}:${value}`))
      .join(' '),
})

const NODE_LRU =
  'active_anon:%kB inactive_anon:%kB active_file:%kB inactive_file:%kB unevictable:%kB isolated(anon):%kB isolated(file):%kB mapped:%kB dirty:%kB writeback:%kB shmem:%kB'
const ZONE_LRU = 'active_anon:%kB inactive_anon:%kB active_file:%kB inactive_file:%kB unevictable:%kB'

const TEMPLATES: readonly Template[] = [
  { name: 'totals', form: 'counters', text: 'active_anon:% inactive_anon:% isolated_anon:%' },
  { name: 'totals, second line', form: 'counters', text: ' active_file:% inactive_file:% isolated_file:%' },
  { name: 'totals, to 5.7', form: 'counters', text: ' unevictable:% dirty:% writeback:% unstable:%' },
  { name: 'totals, last line', form: 'counters', text: ' free:% free_pcp:% free_cma:%' },
  {
    name: 'a node, 4.8 to 4.10',
    form: 'counters',
    text: `Node % ${NODE_LRU} shmem_thp: %kB shmem_pmdmapped: %kB anon_thp: %kB writeback_tmp:%kB unstable:%kB pages_scanned:% all_unreclaimable? %`,
  },
  {
    name: 'a node, 6.1',
    form: 'counters',
    text: `Node % ${NODE_LRU} shmem_thp: %kB shmem_pmdmapped: %kB anon_thp: %kB writeback_tmp:%kB kernel_stack:%kB pagetables:%kB sec_pagetables:%kB all_unreclaimable? %`,
  },
  {
    name: 'a node, 6.18',
    form: 'counters',
    text: `Node % ${NODE_LRU} shmem_thp:%kB shmem_pmdmapped:%kB anon_thp:%kB kernel_stack:%kB pagetables:%kB sec_pagetables:%kB all_unreclaimable? % Balloon:%kB`,
  },
  {
    name: 'a zone, to 4.7',
    form: 'counters',
    zone: 'Normal',
    text: `Node % Normal free:%kB min:%kB low:%kB high:%kB ${ZONE_LRU} isolated(anon):%kB isolated(file):%kB present:%kB managed:%kB mlocked:%kB dirty:%kB writeback:%kB mapped:%kB shmem:%kB slab_reclaimable:%kB slab_unreclaimable:%kB kernel_stack:%kB pagetables:%kB unstable:%kB bounce:%kB free_pcp:%kB local_pcp:%kB free_cma:%kB writeback_tmp:%kB pages_scanned:% all_unreclaimable? %`,
  },
  {
    name: 'a zone of a machine without nodes',
    form: 'counters',
    zone: 'HighMem',
    text: `HighMem free:%kB min:%kB low:%kB high:%kB ${ZONE_LRU} present:%kB all_unreclaimable? %`,
  },
  {
    name: 'a zone, 5.0',
    form: 'counters',
    zone: 'DMA32',
    text: `Node % DMA32 free:%kB min:%kB low:%kB high:%kB ${ZONE_LRU} writepending:%kB present:%kB managed:%kB mlocked:%kB kernel_stack:%kB pagetables:%kB bounce:%kB free_pcp:%kB local_pcp:%kB free_cma:%kB`,
  },
  {
    name: 'a zone, 6.18',
    form: 'counters',
    zone: 'DMA32',
    text: `Node % DMA32 free:%kB boost:%kB min:%kB low:%kB high:%kB reserved_highatomic:%KB free_highatomic:%KB ${ZONE_LRU} writepending:%kB zspages:%kB present:%kB managed:%kB mlocked:%kB bounce:%kB free_pcp:%kB local_pcp:%kB free_cma:%kB`,
  },
  { name: 'a statistic of a cgroup', form: 'counters', text: 'workingset_refault_anon %' },
  {
    name: 'huge pages',
    form: 'assignments',
    text: 'Node % hugepages_total=% hugepages_free=% hugepages_surp=% hugepages_size=%kB',
  },
  { name: 'free swap', form: 'assignments', text: 'Free swap  = %kB' },
  { name: 'all swap', form: 'assignments', text: 'Total swap = %kB' },
]

export const counterLaws: readonly LineLaw<Said, CounterLine>[] = TEMPLATES.filter(
  ({ name }) => name !== 'a statistic of a cgroup',
).map(lawOf)

/** `key value`, since 5.3. */
export const statLaw: LineLaw<Said, CounterLine> = {
  name: 'a statistic of a cgroup',
  facts: fc
    .tuple(fc.constantFrom('anon', 'file', 'workingset_refault_anon', 'thp_fault_alloc', 'total_cache'), words.kib)
    .map(([key, value]) => said({ form: 'counters', [key]: value })),
  print: ({ form: _form, ...facts }) => Object.entries(facts).flat().join(' '),
  said: facts => facts,
  read: readCounterLine,
  says,
  printAgain: line => {
    const { form: _form, ...facts } = says(line)
    return Object.entries(facts).flat().join(' ')
  },
}

const MIGRATE_TYPES = [null, '(U)', '(UM)', '(UMEHCI)', '(R)'] as const

const printBlocks = ({ form: _form, node, zone, sum = LOST, ...blocks }: Said): string => {
  const list = Object.entries(blocks).flatMap(([size, count]) =>
    size.endsWith(' types') ? [] : `${count}*${size}${blocks[`${size} types`] ? ` ${blocks[`${size} types`]}` : ''}`,
  )
  return `${node === undefined ? '' : `Node ${node} `}${zone}: ${list.join(' ')} = ${sum}`
}

/** The free blocks of a zone by their size; since 3.8 with the kinds of pages that are in them. */
export const blocksLaw: LineLaw<Said, CounterLine> = {
  name: 'free blocks',
  facts: fc
    .record({
      node: fc.option(fc.nat(3)),
      zone: fc.constantFrom('DMA', 'DMA32', 'Normal', 'HighMem', 'Movable'),
      blocks: fc.array(fc.tuple(words.pages, fc.constantFrom(...MIGRATE_TYPES)), { minLength: 10, maxLength: 14 }),
      pageKiB: fc.constantFrom(4, 16, 64),
      sum: words.kib,
    })
    .map(({ node, zone, blocks, pageKiB, sum }) => ({
      ...said({ form: 'free-blocks', node, zone, sum: `${sum}kB` }),
      ...said(Object.fromEntries(blocks.map(([count], at) => [`${pageKiB * 2 ** at}kB`, count]))),
      ...said(Object.fromEntries(blocks.map(([, types], at) => [`${pageKiB * 2 ** at}kB types`, types]))),
    })),
  print: printBlocks,
  said: facts => facts,
  read: readCounterLine,
  says,
  printAgain: line => printBlocks(says(line)),
}

const printReserve = ({ form: _form, ...zones }: Said): string =>
  `lowmem_reserve[]:${Object.values(zones)
    .map(value => ` ${value}`)
    .join('')}`

export const reserveLaw: LineLaw<Said, CounterLine> = {
  name: 'reserves',
  facts: fc
    .array(words.pages, { minLength: 3, maxLength: 5 })
    .map(values =>
      said({ form: 'lowmem-reserve', ...Object.fromEntries(values.map((value, at) => [`zone ${at}`, value])) }),
    ),
  print: printReserve,
  said: facts => facts,
  read: readCounterLine,
  says,
  printAgain: line => printReserve(says(line)),
}

const TAILS = [
  'total pagecache pages',
  'pages in swap cache',
  'pages RAM',
  'pages HighMem/MovableOnly',
  'pages reserved',
  'pages cma reserved',
  'pages hwpoisoned',
] as const

export const tailLaw: LineLaw<Said, CounterLine> = {
  name: 'the tail',
  facts: fc.tuple(words.pages, fc.constantFrom(...TAILS)).map(([amount, what]) => said({ form: 'tail', amount, what })),
  print: ({ amount, what }) => `${amount} ${what}`,
  said: facts => facts,
  read: readCounterLine,
  says,
  printAgain: line => {
    const { amount, what } = says(line)
    return `${amount} ${what}`
  },
}
