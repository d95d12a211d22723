import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Piece, piecesOf, type Reading, readWith } from '../reading.ts'

/** `COMM invoked oom-killer: gfp_mask=…, order=…, oom_score_adj=…`, by its form alone. */
export interface OomHeader {
  /** Name of the allocating thread: everything before ` invoked oom-killer:`, blanks and colons included. */
  readonly comm: Piece
  /**
   * `gfp_mask`, `nodemask`, `order`, `oomkilladj` (until 2.6.27), `oom_adj`, `oom_score_adj`, as far as the kernel prints them. A value that a cut may
   * have shortened is left out.
   */
  readonly fields: ReadonlyMap<string, string>
  /** The names in brackets after the mask. */
  readonly flags: string | null
}

const Comm = createToken({ name: 'Comm', pattern: /[\u0000-\uffff]+(?= invoked oom-killer:)/ })
const Invoked = createToken({ name: 'Invoked', pattern: / invoked oom-killer:/, push_mode: 'fields' })
const Blank = createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED })
const Comma = createToken({ name: 'Comma', pattern: /,/ })
const Key = createToken({ name: 'Key', pattern: /[a-z_]+=/ })
const NoMask = createToken({ name: 'NoMask', pattern: /\(null\)/ })
const Flags = createToken({ name: 'Flags', pattern: /\([A-Za-z0-9_|]*\)/ })
// A node list holds commas itself: `0-1,4`.
const Value = createToken({ name: 'Value', pattern: /-?[0-9][0-9a-zA-Zx-]*(?:,\d[\d-]*)*/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = lineLexer({
  modes: { line: [Comm, Invoked], fields: [Blank, Comma, Key, NoMask, Flags, Value, Rest] },
  defaultMode: 'line',
})

class OomHeaderGrammar extends LineParser {
  constructor() {
    super([Comm, Invoked, Blank, Comma, Key, NoMask, Flags, Value, Rest], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly header: () => CstNode = this.RULE('header', () => {
    this.CONSUME(Comm, { LABEL: 'comm' })
    this.CONSUME(Invoked)
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.field, { LABEL: 'field' }) },
        { ALT: () => this.CONSUME(Comma) },
        { ALT: () => this.CONSUME(Flags, { LABEL: 'flags' }) },
      ])
    })
    this.OPTION(() => this.CONSUME(Rest))
  })

  readonly field: () => CstNode = this.RULE('field', () => {
    this.CONSUME(Key, { LABEL: 'key' })
    this.OPTION(() => {
      this.OR([
        { ALT: () => this.CONSUME(NoMask, { LABEL: 'value' }) },
        { ALT: () => this.CONSUME(Value, { LABEL: 'value' }) },
      ])
    })
  })
}

const parser = lazily(() => new OomHeaderGrammar())

function fieldOf(node: CstNode): readonly [string, string][] {
  const [key] = piecesOf(node, 'key')
  const [value] = piecesOf(node, 'value')
  return key && value ? [[key.text.slice(0, -1), value.text]] : []
}

/** Every field but the score is followed by another one, or the mask by its names. */
const isWhole = (key: string, isLast: boolean, flags: string | null): boolean =>
  !isLast || /^(?:oom_(?:score_)?adj|oomkilladj)$/.test(key) || (key === 'gfp_mask' && flags !== null)

function headerOf(tree: CstNode): OomHeader {
  const nodes = (tree.children.field ?? []).flatMap(child => ('image' in child ? [] : [child]))
  const flags = piecesOf(tree, 'flags')[0]?.text.slice(1, -1) ?? null
  const fields = nodes.flatMap((node, at) =>
    fieldOf(node).filter(([key]) => isWhole(key, at === nodes.length - 1, flags)),
  )
  const [comm] = piecesOf(tree, 'comm')
  return { comm: comm ?? { text: '', start: 0 }, fields: new Map(fields), flags }
}

/** No header is longer: a line of the kernel holds 1 KiB. */
const LONGEST_PLAIN = 1024
/** The header as most kernels print it; its name may be anything but one that holds the words themselves. */
const PLAIN =
  /^((?:(?! invoked oom-killer:)[^\n])+) invoked oom-killer: gfp_mask=(0x[0-9a-f]+)\(([A-Za-z0-9_|]+)\), (?:nodemask=(\(null\)|\d[\d-]*), *)?order=(-?\d+), oom_score_adj=(-?\d+)$/

function plainHeader(text: string): OomHeader | null {
  const [, comm, mask, flags, nodemask, order, adj] = text.length > LONGEST_PLAIN ? [] : (PLAIN.exec(text) ?? [])
  if (comm === undefined || mask === undefined || flags === undefined || order === undefined || adj === undefined)
    return null
  const fields = new Map([['gfp_mask', mask]])
  if (nodemask !== undefined) fields.set('nodemask', nodemask)
  fields.set('order', order)
  fields.set('oom_score_adj', adj)
  return { comm: { text: comm, start: 0 }, fields, flags }
}

/** Reads the header line of a report of the kernel's OOM killer, 2.6.32 to 6.19. */
export function readOomHeader(text: string): Reading<OomHeader> {
  const plain = plainHeader(text)
  return plain === null ? readByGrammar(text) : { ok: true, value: plain }
}

export const readByGrammar = (text: string): Reading<OomHeader> =>
  readWith(lexer, parser, () => parser().header(), text, headerOf)

export const grammar: Grammar = {
  reads: 'The first line of a report of the OOM killer.',
  lexer,
  parser,
  examples: [
    {
      rule: 'header',
      text: 'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=968',
      from: 'Linux 5.1 and later',
    },
    {
      rule: 'header',
      text: 'java invoked oom-killer: gfp_mask=0x6000c0(GFP_KERNEL), nodemask=(null), order=0, oom_score_adj=968',
      from: 'Linux 4.18 to 4.20',
    },
  ],
}
