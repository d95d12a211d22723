import { type CstNode, CstParser, createToken, Lexer } from 'chevrotain'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** The line above a stack dump that names the running task: `CPU: 0 PID: 166 Comm: java Not tainted 6.1.0 #1 …`. */
export interface CpuLine {
  readonly pid: string
  readonly comm: string
  /** The word before `#`: the release of the kernel. Null where the line was cut. */
  readonly release: string | null
}

const Blank = createToken({ name: 'Blank', pattern: /[ ,]+/, group: Lexer.SKIPPED })
const Cpu = createToken({ name: 'Cpu', pattern: /CPU: *\d+/ })
const Uid = createToken({ name: 'Uid', pattern: /UID: *\d+/ })
const PidKey = createToken({ name: 'PidKey', pattern: /(?:PID|Pid): */ })
const Int = createToken({ name: 'Int', pattern: /\d+/ })
const CommKey = createToken({ name: 'CommKey', pattern: /[Cc]omm: /, push_mode: 'comm' })
const TAINT = /(?: Kdump: loaded)? (?:Not tainted|Tainted: )/
const Comm = createToken({ name: 'Comm', pattern: new RegExp(`.*?(?=${TAINT.source})|.+`) })
const Taint = createToken({ name: 'Taint', pattern: TAINT, push_mode: 'build' })
/** Letters and blanks of the taint, then the release, then `#`. */
const Release = createToken({ name: 'Release', pattern: /\S+(?= #\d)/ })
const Word = createToken({ name: 'Word', pattern: /\S+/ })
const Space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED })

const lexer = new Lexer(
  {
    modes: { line: [Blank, Cpu, Uid, PidKey, CommKey, Int], comm: [Taint, Comm], build: [Space, Release, Word] },
    defaultMode: 'line',
  },
  { positionTracking: 'onlyOffset', recoveryEnabled: false },
)

class CpuGrammar extends CstParser {
  constructor() {
    super([Blank, Cpu, Uid, PidKey, Int, CommKey, Comm, Taint, Release, Word, Space], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Cpu))
    this.OPTION1(() => this.CONSUME(Uid))
    this.CONSUME(PidKey)
    this.CONSUME(Int, { LABEL: 'pid' })
    this.CONSUME(CommKey)
    this.CONSUME(Comm, { LABEL: 'comm' })
    this.OPTION2(() => {
      this.CONSUME(Taint)
      this.MANY(() => {
        this.OR([{ ALT: () => this.CONSUME(Release, { LABEL: 'release' }) }, { ALT: () => this.CONSUME(Word) }])
      })
    })
  })
}

const parser = new CpuGrammar()

/** Reads the line of `dump_stack`, 2.6.32 to 6.19. */
export const readCpuLine = (text: string): Reading<CpuLine> =>
  readWith(
    lexer,
    parser,
    () => parser.line(),
    text,
    tree => ({
      pid: piecesOf(tree, 'pid')[0]?.text ?? '',
      comm: piecesOf(tree, 'comm')[0]?.text ?? '',
      release: piecesOf(tree, 'release')[0]?.text ?? null,
    }),
  )
