import { type CstNode, CstParser, createToken, Lexer } from 'chevrotain'
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
    /\(.*\)(?=,? UID \d|,? ?(?:total-vm|vsz):| score | sharing same| is already exiting| ?(?:\.{2,}|…)?\s*(?![\s\S]))/,
  push_mode: 'fields',
})
/** Whole only where something follows it. */
const Uid = createToken({ name: 'Uid', pattern: /UID[: ]\d+(?=[ ,])/ })
const Score = createToken({ name: 'Score', pattern: /score -?\d+ or (?:sacrifice child|a child)/ })
const Sharing = createToken({ name: 'Sharing', pattern: /sharing same memory/ })
const Exiting = createToken({ name: 'Exiting', pattern: /is already exiting[\s\S]*/ })
const Key = createToken({ name: 'Key', pattern: /[a-z][a-z_-]*:/ })
const Amount = createToken({ name: 'Amount', pattern: /-?\d+/ })
const Unit = createToken({ name: 'Unit', pattern: /[kK]B/ })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = new Lexer(
  {
    modes: {
      line: [Prefix, Verb],
      process: [Blank, Comm, Uid, Pid],
      fields: [Blank, Uid, Score, Sharing, Exiting, Key, Amount, Unit, Rest],
    },
    defaultMode: 'line',
  },
  { positionTracking: 'onlyOffset', recoveryEnabled: false },
)

class KillGrammar extends CstParser {
  constructor() {
    super([Prefix, Verb, Blank, Pid, Comm, Uid, Score, Sharing, Exiting, Key, Amount, Unit, Rest], { maxLookahead: 2 })
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

const parser = new KillGrammar()
const first = (node: CstNode, label: string): string | null => piecesOf(node, label)[0]?.text ?? null

/** The score, which ends its line, is the only number without a unit. */
function fieldOf(node: CstNode): readonly [string, string][] {
  const key = first(node, 'key')?.slice(0, -1)
  const amount = first(node, 'amount')
  const isWhole = first(node, 'unit') !== null || key === 'oom_score_adj'
  return key && amount !== null && isWhole ? [[key, amount]] : []
}

/** A line that ends with a name is an old one, or a cut one; then a name such as `(sd-pam)` may have lost its bracket. */
function isWhole(line: KillLine): boolean {
  if (line.verb === 'OOM victim') return line.tail === 'exiting'
  if (line.tail !== null || line.fields.size > 0) return true
  const count = (bracket: string) => line.comm.text.split(bracket).length
  return count('(') === count(')')
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
    tail: (['score', 'sharing', 'exiting'] as const).find(label => first(tree, label) !== null) ?? null,
    fields: new Map(uid === null ? fields : [...fields, ['UID', uid.slice('UID:'.length)]]),
  }
}

/** Reads every line that names a process which the OOM killer chose or killed, 2.6.32 to 6.19 and RHEL 6 to 8. */
export function readKill(text: string): Reading<KillLine> {
  const reading = readWith(lexer, parser, () => parser.kill(), text, killOf)
  if (!reading.ok || isWhole(reading.value)) return reading
  return { ok: false, offset: text.length, message: 'the line ends before it says what happened' }
}
