import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { type Piece, piecesOf, type Reading, readWith } from '../reading.ts'

/** A line about one process: killed, chosen, sharing memory with the chosen one, or exiting already. */
export interface KillLine {
  /** What stands before the colon: `Out of memory`, `Memory cgroup out of memory`, …; null where nothing does. */
  readonly prefix: string | null
  readonly verb: 'Killed process' | 'Kill process' | 'OOM victim'
  readonly pid: string
  readonly comm: Piece
  /** What follows the name: `score … or sacrifice child`, `sharing same memory`, `is already exiting`. */
  readonly tail: 'score' | 'sharing' | 'exiting' | null
  /** Points of the chosen one; null where the line was cut. */
  readonly score: string | null
  /** `total-vm`, `anon-rss`, `UID`, `pgtables`, … without their unit. A number that a cut may have shortened is left out. */
  readonly fields: ReadonlyMap<string, string>
}

const Prefix = createToken({
  name: 'Prefix',
  pattern: /(?:Memory cgroup out of memory|Out of memory(?: \([a-z_]+\))?|No available memory \(MPOL_BIND\)): */,
})
const Verb = createToken({ name: 'Verb', pattern: /(?:Killed|[Kk]ill) process|OOM victim/, push_mode: 'process' })
const Blank = createToken({ name: 'Blank', pattern: /[ ,]+/, group: Lexer.SKIPPED })
const Pid = createToken({ name: 'Pid', pattern: /\d+/ })
/** The name may hold brackets: it ends at the last bracket that something known, or the end, follows. */
const Comm = createToken({
  name: 'Comm',
  pattern:
    /\([\u0000-\uffff]*\)(?=,? UID \d|,? ?(?:total-vm|vsz):| score | sharing same| is already exiting| ?(?:\.{2,}|…)?\s*(?![\s\S]))/,
  push_mode: 'fields',
})
/** Whole only where something follows it. */
const Uid = createToken({ name: 'Uid', pattern: /UID[: ]\d+(?=[ ,])/ })
const Score = createToken({ name: 'Score', pattern: /score -?\d+ or (?:sacrifice child|a child)/ })
const CutScore = createToken({ name: 'CutScore', pattern: /score [\u0000-\uffff]*/ })
const Sharing = createToken({ name: 'Sharing', pattern: /sharing same memory/ })
const Exiting = createToken({ name: 'Exiting', pattern: /is already exiting[\s\S]*/ })
const Key = createToken({ name: 'Key', pattern: /[a-z][a-z_-]*:/ })
const Amount = createToken({ name: 'Amount', pattern: /-?\d+/ })
const Unit = createToken({ name: 'Unit', pattern: /[kK]B/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = lineLexer({
  modes: {
    line: [Prefix, Verb],
    process: [Blank, Comm, Uid, Pid],
    fields: [Blank, Uid, Score, CutScore, Sharing, Exiting, Key, Amount, Unit, Rest],
  },
  defaultMode: 'line',
})

class KillGrammar extends LineParser {
  constructor() {
    super([Prefix, Verb, Blank, Pid, Comm, Uid, Score, CutScore, Sharing, Exiting, Key, Amount, Unit, Rest], {
      maxLookahead: 2,
    })
    this.performSelfAnalysis()
  }

  readonly kill: () => CstNode = this.RULE('kill', () => {
    this.OPTION(() => this.CONSUME(Prefix, { LABEL: 'prefix' }))
    this.CONSUME(Verb, { LABEL: 'verb' })
    this.CONSUME(Pid, { LABEL: 'pid' })
    this.OPTION1(() => {
      this.CONSUME(Uid, { LABEL: 'uid' })
    })
    this.CONSUME(Comm, { LABEL: 'comm' })
    this.MANY(() => {
      this.OR([
        { ALT: () => this.SUBRULE(this.field, { LABEL: 'field' }) },
        { ALT: () => this.CONSUME1(Uid, { LABEL: 'uid' }) },
        { ALT: () => this.CONSUME(Score, { LABEL: 'score' }) },
        { ALT: () => this.CONSUME(CutScore, { LABEL: 'cutScore' }) },
        { ALT: () => this.CONSUME(Sharing, { LABEL: 'sharing' }) },
        { ALT: () => this.CONSUME(Exiting, { LABEL: 'exiting' }) },
      ])
    })
    this.OPTION2(() => this.CONSUME(Rest))
  })

  readonly field: () => CstNode = this.RULE('field', () => {
    this.CONSUME(Key, { LABEL: 'key' })
    this.OPTION(() => {
      this.CONSUME(Amount, { LABEL: 'amount' })
      this.OPTION1(() => this.CONSUME(Unit, { LABEL: 'unit' }))
    })
  })
}

const parser = lazily(() => new KillGrammar())
const first = (node: CstNode, label: string): string | null => piecesOf(node, label)[0]?.text ?? null

/** The score, which ends its line, is the only number without a unit. */
function fieldOf(node: CstNode): readonly [string, string][] {
  const key = first(node, 'key')?.slice(0, -1)
  const amount = first(node, 'amount')
  const isWhole = first(node, 'unit') !== null || key === 'oom_score_adj'
  return key && amount !== null && isWhole ? [[key, amount]] : []
}

const MAX_NAME_BYTES = 15
const utf8 = new TextEncoder()
/** As the process bears it: bytes that are not printable are printed `\xNN`. */
const bytesOf = (printed: string): number => utf8.encode(printed.replace(/\\x[0-9a-f]{2}/gi, '?')).length

/** A person's sign that something was left out. */
const ELLIPSIS = /(?:(?<!\.)\.{2,}|…)\s*$/

/**
 * True where the name ends for sure. Of a line that was cut all that is left may be the name: a bracket and what looks like
 * sizes too, as long as it fits into one. Before 2.6.34 the name ends the line; a name such as `(sd-pam)` may have lost its
 * bracket then.
 */
function nameIsWhole(line: KillLine, text: string): boolean {
  const end = line.comm.start + line.comm.text.length
  const after = text.slice(line.comm.start)
  const isLong = bytesOf(after) > MAX_NAME_BYTES
  const next = text.indexOf(')', end + 1)
  if (next !== -1 && bytesOf(text.slice(line.comm.start, next)) <= MAX_NAME_BYTES) return false
  if (isLong || ELLIPSIS.test(after)) return true
  const count = (bracket: string) => line.comm.text.split(bracket).length
  return line.prefix === null && line.fields.size === 0 && /\)\s*$/.test(after) && count('(') === count(')')
}

function isWhole(line: KillLine, text: string): boolean {
  if (line.verb === 'OOM victim') return line.tail === 'exiting'
  if (line.verb === 'Kill process' && line.tail === null) return false
  return nameIsWhole(line, text)
}

function killOf(tree: CstNode): KillLine {
  const verb = first(tree, 'verb') ?? ''
  const uid = first(tree, 'uid')
  const fields = (tree.children.field ?? []).flatMap(child => ('image' in child ? [] : fieldOf(child)))
  const comm = piecesOf(tree, 'comm')[0] ?? { text: '()', start: 0 }
  return {
    prefix: first(tree, 'prefix')?.replace(/: *$/, '') ?? null,
    verb: verb === 'Killed process' || verb === 'OOM victim' ? verb : 'Kill process',
    pid: first(tree, 'pid') ?? '',
    comm: { text: comm.text.slice(1, -1), start: comm.start + 1 },
    tail:
      first(tree, 'cutScore') !== null
        ? 'score'
        : ((['score', 'sharing', 'exiting'] as const).find(label => first(tree, label) !== null) ?? null),
    score: /-?\d+/.exec(first(tree, 'score') ?? '')?.[0] ?? null,
    fields: new Map(uid === null ? fields : [...fields, ['UID', uid.slice('UID:'.length)]]),
  }
}

/** Reads every line that names a process which the OOM killer chose or killed, 2.6.32 to 6.19 and RHEL 6 to 8. */
export function readKill(text: string): Reading<KillLine> {
  const reading = readWith(lexer, parser, () => parser().kill(), text, killOf)
  if (!reading.ok || isWhole(reading.value, text)) return reading
  return { ok: false, offset: text.length, message: 'the line ends before it says what happened' }
}

export const grammar: Grammar = {
  reads: 'A line about one process that was chosen or killed.',
  lexer,
  parser,
  examples: [
    {
      rule: 'kill',
      text: 'Memory cgroup out of memory: Killed process 166 (java) total-vm:66056kB, anon-rss:65204kB, file-rss:4kB, shmem-rss:68kB, UID:0 pgtables:164kB oom_score_adj:968',
      from: 'Linux 5.4 and later',
    },
    {
      rule: 'kill',
      text: 'Out of memory: Kill process 4711 (java) score 612 or sacrifice child',
      from: 'Linux 2.6.36 to 5.0',
    },
  ],
}
