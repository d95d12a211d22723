import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'
import { plainBlocks } from './plain-blocks.ts'
import { plainCounters, plainTotals } from './plain-counters.ts'

/** A number with its unit, `kB` or none (pages, or events). */
export interface Amount {
  readonly value: string
  readonly unit: string | null
}

/** A line of `Mem-Info:`, or of the statistics of a cgroup, by its form alone. */
export type CounterLine =
  | {
      /** `Node 0 DMA32 free:1668kB min:…`, `active_anon:550 …`, `anon 66973696`. */
      readonly form: 'counters'
      readonly node: string | null
      readonly zone: string | null
      readonly counters: ReadonlyMap<string, Amount>
      /** What `all_unreclaimable?` says: that reclaim gave up. */
      readonly unreclaimable: boolean | null
    }
  | {
      readonly form: 'free-blocks'
      readonly node: string | null
      readonly zone: string
      readonly counts: readonly string[]
      readonly sizesKB: readonly string[]
      /** The kinds of pages that the blocks of a size are of, `(UM)`; null where none is printed. */
      readonly types: readonly (string | null)[]
      /** The sum that ends the line; null where the line was cut, and blocks are missing. */
      readonly sum: Amount | null
    }
  | { readonly form: 'lowmem-reserve'; readonly pages: readonly string[] }
  | { readonly form: 'assignments'; readonly node: string | null; readonly values: ReadonlyMap<string, Amount> }
  | { readonly form: 'tail'; readonly amount: string; readonly what: string }

const Blank = createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED })
const Lowmem = createToken({ name: 'Lowmem', pattern: /lowmem_reserve\[\]:/ })
const Node = createToken({ name: 'Node', pattern: /Node(?= \d)/ })
const Reclaimable = createToken({ name: 'Reclaimable', pattern: /all_unreclaimable\? (?:yes|no)/ })
const Migrate = createToken({ name: 'Migrate', pattern: /\([A-Z]+\)/ })
const Swap = createToken({ name: 'Swap', pattern: /(?:Free|Total) swap/ })
const Tail = createToken({
  name: 'Tail',
  pattern:
    /(?:total pagecache pages|pages in swap cache|pages (?:of )?RAM|pages reserved|reserved pages|pages swap cached|pages HighMem(?:\/MovableOnly)?|pages cma reserved|pages hwpoisoned)(?= *(?![\s\S]))/,
})
const Block = createToken({ name: 'Block', pattern: /\d+\*\d+kB/ })
const Name = createToken({ name: 'Name', pattern: /[A-Za-z][A-Za-z0-9_]*(?:\([a-z]+\))?/ })
/** `DMA free:…` or `DMA: 1*4kB …`, never a counter: those are followed by their number. */
const Zone = createToken({
  name: 'Zone',
  pattern: /[A-Za-z][A-Za-z0-9_]*(?= +[a-z_][a-z_0-9]*(?:\([a-z]+\))?:|: +\d+\*\d)/,
})
const Colon = createToken({ name: 'Colon', pattern: /:/ })
const Equals = createToken({ name: 'Equals', pattern: /=/ })
const Int = createToken({ name: 'Int', pattern: /-?\d+/ })
const Unit = createToken({ name: 'Unit', pattern: /[kK]B/, longer_alt: Name })

const all = [Blank, Lowmem, Node, Reclaimable, Migrate, Swap, Tail, Block, Unit, Zone, Name, Colon, Equals, Int]
const lexer = lineLexer(all)

class CounterGrammar extends LineParser {
  constructor() {
    super(all, { maxLookahead: 4 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.lowmem) },
      { ALT: () => this.SUBRULE(this.swap) },
      { ALT: () => this.SUBRULE(this.tail) },
      { ALT: () => this.SUBRULE(this.placed) },
    ])
  })

  readonly lowmem: () => CstNode = this.RULE('lowmem', () => {
    this.CONSUME(Lowmem)
    this.MANY(() => this.CONSUME(Int, { LABEL: 'pages' }))
  })

  readonly swap: () => CstNode = this.RULE('swap', () => {
    this.CONSUME(Swap, { LABEL: 'key' })
    this.CONSUME(Equals)
    this.SUBRULE(this.amount, { LABEL: 'amount' })
  })

  readonly tail: () => CstNode = this.RULE('tail', () => {
    this.CONSUME(Int, { LABEL: 'amount' })
    this.CONSUME(Tail, { LABEL: 'what' })
  })

  /** Counters, free blocks and hugepages, of the system, a node or a zone. */
  readonly placed: () => CstNode = this.RULE('placed', () => {
    this.OPTION(() => {
      this.CONSUME(Node)
      this.CONSUME(Int, { LABEL: 'node' })
    })
    this.OR([
      { ALT: () => this.SUBRULE(this.blocks) },
      { ALT: () => this.SUBRULE(this.assignments) },
      { ALT: () => this.SUBRULE(this.counters) },
    ])
  })

  readonly blocks: () => CstNode = this.RULE('blocks', () => {
    this.CONSUME(Zone, { LABEL: 'zone' })
    this.CONSUME(Colon)
    this.AT_LEAST_ONE(() => {
      this.SUBRULE(this.block, { LABEL: 'block' })
    })
    this.OPTION1(() => {
      this.CONSUME(Equals)
      this.SUBRULE(this.amount, { LABEL: 'sum' })
    })
  })

  readonly block: () => CstNode = this.RULE('block', () => {
    this.CONSUME(Block, { LABEL: 'size' })
    this.OPTION(() => this.CONSUME(Migrate, { LABEL: 'types' }))
  })

  readonly assignments: () => CstNode = this.RULE('assignments', () => {
    this.AT_LEAST_ONE(() => {
      this.CONSUME(Name, { LABEL: 'key' })
      this.CONSUME(Equals)
      this.SUBRULE(this.amount, { LABEL: 'amount' })
    })
  })

  readonly counters: () => CstNode = this.RULE('counters', () => {
    this.OPTION(() => this.CONSUME(Zone, { LABEL: 'zone' }))
    this.AT_LEAST_ONE(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.counter, { LABEL: 'counter' }) },
        { ALT: () => this.CONSUME(Reclaimable, { LABEL: 'unreclaimable' }) },
      ])
    })
  })

  readonly counter: () => CstNode = this.RULE('counter', () => {
    this.CONSUME(Name, { LABEL: 'key' })
    this.OPTION(() => this.CONSUME(Colon, { LABEL: 'colon' }))
    this.SUBRULE(this.amount, { LABEL: 'amount' })
  })

  readonly amount: () => CstNode = this.RULE('amount', () => {
    this.CONSUME(Int, { LABEL: 'value' })
    this.OPTION(() => this.CONSUME(Unit, { LABEL: 'unit' }))
  })
}

const parser = lazily(() => new CounterGrammar())

const text = (node: CstNode | undefined, label: string): string | null =>
  (node && piecesOf(node, label)[0]?.text) ?? null
const nodes = (node: CstNode, label: string): readonly CstNode[] =>
  (node.children[label] ?? []).flatMap(child => ('image' in child ? [] : [child]))
const amountOf = (node: CstNode | undefined): Amount => ({ value: text(node, 'value') ?? '', unit: text(node, 'unit') })

/** The last counters of the lines of totals, in pages and without a unit (lib/show_mem.c, mm/page_alloc.c, 2.6.32 to 6.19). */
const ENDS_TOTALS: ReadonlySet<string> = new Set([
  'isolated_anon',
  'isolated_file',
  'unstable',
  'writeback',
  'slab_unreclaimable',
  'bounce',
  'pagetables',
  'kernel_misc_reclaimable',
  'free_cma',
])

type Pair = readonly [string, Amount]

/** Without the last one where it may be cut: it has no unit, and no line of the kernel ends with it. */
const surePairs = (pairs: readonly Pair[], maySum: boolean): readonly Pair[] => {
  const [key, amount] = pairs.at(-1) ?? []
  const isSure = amount === undefined || amount.unit !== null || (maySum && key !== undefined && ENDS_TOTALS.has(key))
  return isSure ? pairs : pairs.slice(0, -1)
}

function pairsOf(node: CstNode): ReadonlyMap<string, Amount> {
  const amounts = nodes(node, 'amount')
  return new Map(
    surePairs(
      piecesOf(node, 'key').map((key, index) => [key.text, amountOf(amounts[index])]),
      false,
    ),
  )
}

/** Statistics of a cgroup have no colon and stand alone. */
function countersOf(node: CstNode, isTotal: boolean): ReadonlyMap<string, Amount> {
  const each = nodes(node, 'counter')
  const pairs: readonly Pair[] = each.map(counter => [
    text(counter, 'key') ?? '',
    amountOf(nodes(counter, 'amount')[0]),
  ])
  const isStatistic = each.length === 1 && text(each[0], 'colon') === null
  return new Map(isStatistic || text(node, 'unreclaimable') !== null ? pairs : surePairs(pairs, isTotal))
}

function placedOf(placed: CstNode): CounterLine {
  const node = text(placed, 'node')
  const [blocks] = nodes(placed, 'blocks')
  if (blocks) {
    const each = nodes(blocks, 'block')
    const pairs = each.map(block => text(block, 'size')?.slice(0, -2).split('*') ?? [])
    const column = (at: number) => pairs.map(pair => pair[at] ?? '')
    const [sum] = nodes(blocks, 'sum')
    return {
      form: 'free-blocks',
      node,
      zone: text(blocks, 'zone') ?? '',
      counts: column(0),
      sizesKB: column(1),
      types: each.map(block => text(block, 'types')),
      sum: sum && text(sum, 'unit') !== null ? amountOf(sum) : null,
    }
  }
  const [assignments] = nodes(placed, 'assignments')
  if (assignments) return { form: 'assignments', node, values: pairsOf(assignments) }
  const [counters] = nodes(placed, 'counters')
  return {
    form: 'counters',
    node,
    zone: text(counters, 'zone'),
    unreclaimable: text(counters, 'unreclaimable')?.endsWith('yes') ?? null,
    counters: counters ? countersOf(counters, node === null && text(counters, 'zone') === null) : new Map(),
  }
}

function lineOf(tree: CstNode): CounterLine {
  const [lowmem] = nodes(tree, 'lowmem')
  if (lowmem) return { form: 'lowmem-reserve', pages: piecesOf(lowmem, 'pages').map(piece => piece.text) }
  const [swap] = nodes(tree, 'swap')
  if (swap) return { form: 'assignments', node: null, values: pairsOf(swap) }
  const [tail] = nodes(tree, 'tail')
  if (tail) return { form: 'tail', amount: text(tail, 'amount') ?? '', what: text(tail, 'what') ?? '' }
  const [placed] = nodes(tree, 'placed')
  return placed ? placedOf(placed) : { form: 'lowmem-reserve', pages: [] }
}

const isEmpty = (line: CounterLine): boolean =>
  (line.form === 'counters' && line.counters.size === 0) || (line.form === 'assignments' && line.values.size === 0)

/**
 * Reads one line of counters as the kernel prints them in `Mem-Info:` and in the statistics of a cgroup. The last number of
 * a line that was cut is left out.
 */
export function readCounterLine(line: string): Reading<CounterLine> {
  const plain = plainCounters(line) ?? plainTotals(line) ?? plainBlocks(line)
  return plain === null ? readByGrammar(line) : { ok: true, value: plain }
}

export function readByGrammar(line: string): Reading<CounterLine> {
  const reading = readWith(lexer, parser, () => parser().line(), line, lineOf)
  if (!reading.ok || !isEmpty(reading.value)) return reading
  return { ok: false, offset: line.length, message: 'the line ends before its first counter does' }
}

export const grammar: Grammar = {
  reads: 'A line of `Mem-Info:`, or one statistic of a cgroup.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'Node 0 active_anon:195356kB inactive_anon:108kB mapped:0kB all_unreclaimable? no',
      from: 'Linux 4.8 and later, a node, shortened',
    },
    {
      rule: 'line',
      text: 'Node 0 DMA32 free:1636kB boost:0kB min:1688kB low:2108kB high:2528kB reserved_highatomic:0KB',
      from: 'Linux 5.17 and later, a zone, shortened',
    },
    { rule: 'line', text: 'lowmem_reserve[]: 0 188 188 188 188', from: 'Linux 2.6.32 to 6.19' },
    {
      rule: 'line',
      text: 'Node 0 DMA32: 7*4kB (UM) 7*8kB (U) 3*16kB (U) 3*32kB (UM) = 228kB',
      from: 'Linux 3.8 and later, the letters are kinds of blocks',
    },
    {
      rule: 'line',
      text: 'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB',
      from: 'Linux 3.10 to 6.19',
    },
    { rule: 'line', text: 'Free swap  = 0kB', from: 'Linux 2.6.32 to 6.19' },
    { rule: 'line', text: '65403 pages RAM', from: 'Linux 2.6.32 to 6.19' },
    { rule: 'line', text: 'anon 66973696', from: 'Linux 5.3 and later, a cgroup' },
  ],
}
