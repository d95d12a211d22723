import { createToken, type CstNode, Lexer } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** The line above a stack dump that names the running task: `CPU: 0 PID: 166 Comm: java Not tainted 6.1.0 #1 …`. */
export interface CpuLine {
  readonly cpu: string | null
  /** Since 6.11. */
  readonly uid: string | null
  readonly pid: string
  /** Null where the line was cut before the release: then it may have been cut within the name. */
  readonly comm: string | null
  /** `Not tainted`, or `Tainted:` with its letters. */
  readonly taint: string | null
  /** The word before `#`: the release of the kernel. Null where the line was cut. */
  readonly release: string | null
  /** From `#` to the end of the line: the number of the build, and what it says of itself. */
  readonly build: string | null
}

const Blank = createToken({ name: 'Blank', pattern: /[ ,]+/, group: Lexer.SKIPPED })
const CpuKey = createToken({ name: 'CpuKey', pattern: /CPU: */ })
const UidKey = createToken({ name: 'UidKey', pattern: /UID: */ })
const PidKey = createToken({ name: 'PidKey', pattern: /(?:PID|Pid): */ })
const Int = createToken({ name: 'Int', pattern: /\d+/ })
const CommKey = createToken({ name: 'CommKey', pattern: /[Cc]omm: /, push_mode: 'comm' })
const TAINT = '(?: Kdump: loaded)? (?:Not tainted|Tainted: )'
/** A name may hold the words of the taint: the last of them are the kernel's. */
const Comm = createToken({
  name: 'Comm',
  pattern: new RegExp(
    `[\\u0000-\\uffff]+(?= Kdump: loaded${TAINT})|[\\u0000-\\uffff]+(?=${TAINT})|(?!${TAINT})[\\u0000-\\uffff]+`,
  ),
  push_mode: 'taint',
})
const Taint = createToken({ name: 'Taint', pattern: new RegExp(TAINT), push_mode: 'build' })
/** Letters and blanks of the taint, then the release, then `#`. */
const Release = createToken({ name: 'Release', pattern: /\S+(?= #\d)/, start_chars_hint: allBut(/\s/) })
const Word = createToken({ name: 'Word', pattern: /\S+/, start_chars_hint: allBut(/\s/) })
const Space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED })

const lexer = lineLexer({
  modes: {
    line: [Blank, CpuKey, UidKey, PidKey, CommKey, Int],
    comm: [Comm, Taint],
    taint: [Taint],
    build: [Space, Release, Word],
  },
  defaultMode: 'line',
})

class CpuGrammar extends LineParser {
  constructor() {
    super([Blank, CpuKey, UidKey, PidKey, Int, CommKey, Comm, Taint, Release, Word, Space], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => {
      this.CONSUME(CpuKey)
      this.CONSUME1(Int, { LABEL: 'cpu' })
    })
    this.OPTION1(() => {
      this.CONSUME(UidKey)
      this.CONSUME2(Int, { LABEL: 'uid' })
    })
    this.CONSUME(PidKey)
    this.CONSUME(Int, { LABEL: 'pid' })
    this.CONSUME(CommKey)
    this.OPTION2(() => this.CONSUME(Comm, { LABEL: 'comm' }))
    this.OPTION3(() => {
      this.CONSUME(Taint, { LABEL: 'taint' })
      this.MANY(() => {
        this.OR([{ ALT: () => this.CONSUME(Release, { LABEL: 'release' }) }, { ALT: () => this.CONSUME(Word) }])
      })
    })
  })
}

const parser = lazily(() => new CpuGrammar())

function lineOf(tree: CstNode, text: string): CpuLine {
  const piece = (label: string) => piecesOf(tree, label)[0] ?? null
  const [taint, release] = [piece('taint'), piece('release')]
  const task = { cpu: piece('cpu')?.text ?? null, uid: piece('uid')?.text ?? null, pid: piece('pid')?.text ?? '' }
  // No name has room for a taint and a release.
  if (taint === null || release === null) return { ...task, comm: null, taint: null, release: null, build: null }
  return {
    ...task,
    comm: piece('comm')?.text ?? '',
    taint: text.slice(taint.start + 1, release.start - 1),
    release: release.text,
    build: text.slice(release.start + release.text.length + 1),
  }
}

/** Reads the line of `dump_stack`, 2.6.32 to 6.19. */
export const readCpuLine = (text: string): Reading<CpuLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => lineOf(tree, text),
  )

export const grammar: Grammar = {
  reads: 'The line above a stack dump that names the running task.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'CPU: 0 UID: 0 PID: 166 Comm: java Not tainted 6.12.9-amd64 #1  Debian 6.12.9-1',
      from: 'Linux 6.11 and later; UID is missing before',
    },
  ],
}
