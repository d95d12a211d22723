import { createToken, type CstNode, Lexer, type TokenType } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** A line of the memory-cgroup part of a report, by its form alone. */
export type MemcgLine =
  | {
      readonly form: 'usage'
      readonly of: string
      readonly usageKB: string
      readonly limitKB: string
      readonly failcnt: string
    }
  | { readonly form: 'stats-of'; readonly path: string; readonly stats: ReadonlyMap<string, string> }
  /** Null where the line was cut before its second half: then the first may be cut as well. */
  | { readonly form: 'task-in'; readonly taskPath: string | null; readonly limitPath: string | null }
  | { readonly form: 'limit-reached'; readonly path: string }
  | { readonly form: 'oom-group'; readonly path: string }

const Blank = createToken({ name: 'Blank', pattern: /[ \t]+/, group: Lexer.SKIPPED })
const Comma = createToken({ name: 'Comma', pattern: /,/ })
const Counter = createToken({ name: 'Counter', pattern: /(?:memory\+swap|memory|swap|kmem):/ })
const Usage = createToken({ name: 'Usage', pattern: /usage/ })
const Limit = createToken({ name: 'Limit', pattern: /limit/ })
const Failcnt = createToken({ name: 'Failcnt', pattern: /failcnt/ })
const Amount = createToken({ name: 'Amount', pattern: /\d+/ })
const Unit = createToken({ name: 'Unit', pattern: /[kK]B/ })

const StatsOf = createToken({ name: 'StatsOf', pattern: /Memory cgroup stats for /, push_mode: 'statsPath' })
// The path ends at the colon that the end of the line, or the first old-style statistic, follows.
const StatsPath = createToken({
  name: 'StatsPath',
  pattern: /[\u0000-\uffff]+?(?=: *(?![\s\S])|: +[a-z_]+:(?:\d|(?![\s\S])))/,
})
const Colon = createToken({ name: 'Colon', pattern: /: */, push_mode: 'stats' })
const Key = createToken({ name: 'Key', pattern: /[a-z_]+:/ })

const TaskIn = createToken({ name: 'TaskIn', pattern: /Task in (?=\/)/, push_mode: 'taskPath' })
const Cut = / killed as a result of limit of /
const TaskPath = createToken({
  name: 'TaskPath',
  pattern: new RegExp(`[\\u0000-\\uffff]+?(?=${Cut.source})|[\\u0000-\\uffff]+`),
})
const AsResult = createToken({ name: 'AsResult', pattern: Cut, push_mode: 'path' })
const LimitReached = createToken({
  name: 'LimitReached',
  pattern: /Memory limit reached of cgroup /,
  push_mode: 'path',
})
const Path = createToken({ name: 'Path', pattern: /[\u0000-\uffff]+/ })

// Mail wraps the line here.
const GROUP = / are going to be killed(?: due(?: to(?: memory\.oom\.group set)?)?)?/
const TasksIn = createToken({ name: 'TasksIn', pattern: /Tasks in (?=\/)/, push_mode: 'groupPath' })
const GroupPath = createToken({ name: 'GroupPath', pattern: new RegExp(`[\\u0000-\\uffff]+(?=${GROUP.source})`) })
const AreKilled = createToken({ name: 'AreKilled', pattern: GROUP })

const line = [Blank, Comma, Counter, Usage, Limit, Failcnt, StatsOf, TasksIn, TaskIn, LimitReached, Amount, Unit]
const all: TokenType[] = [...line, StatsPath, Colon, Key, TaskPath, AsResult, Path, GroupPath, AreKilled]
const lexer = lineLexer({
  modes: {
    line,
    statsPath: [StatsPath, Colon],
    stats: [Blank, Key, Amount, Unit],
    taskPath: [AsResult, TaskPath],
    path: [Path],
    groupPath: [GroupPath, AreKilled],
  },
  defaultMode: 'line',
})

class MemcgGrammar extends LineParser {
  constructor() {
    super(all, { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.usage) },
      { ALT: () => this.SUBRULE(this.statsOf) },
      { ALT: () => this.SUBRULE(this.taskIn) },
      { ALT: () => this.SUBRULE(this.limitReached) },
      { ALT: () => this.SUBRULE(this.oomGroup) },
    ])
  })

  readonly usage: () => CstNode = this.RULE('usage', () => {
    this.CONSUME(Counter, { LABEL: 'of' })
    this.CONSUME(Usage)
    this.CONSUME(Amount, { LABEL: 'usage' })
    this.CONSUME(Unit)
    this.CONSUME(Comma)
    this.CONSUME(Limit)
    this.CONSUME1(Amount, { LABEL: 'limit' })
    this.CONSUME1(Unit)
    this.CONSUME1(Comma)
    this.CONSUME(Failcnt)
    this.CONSUME2(Amount, { LABEL: 'failcnt' })
  })

  readonly statsOf: () => CstNode = this.RULE('statsOf', () => {
    this.CONSUME(StatsOf)
    this.CONSUME(StatsPath, { LABEL: 'path' })
    this.CONSUME(Colon)
    this.MANY(() => {
      this.CONSUME(Key, { LABEL: 'key' })
      this.CONSUME(Amount, { LABEL: 'amount' })
      this.CONSUME(Unit)
    })
  })

  readonly taskIn: () => CstNode = this.RULE('taskIn', () => {
    this.CONSUME(TaskIn)
    this.CONSUME(TaskPath, { LABEL: 'task' })
    this.OPTION(() => {
      this.CONSUME(AsResult)
      this.CONSUME(Path, { LABEL: 'path' })
    })
  })

  readonly limitReached: () => CstNode = this.RULE('limitReached', () => {
    this.CONSUME(LimitReached)
    this.CONSUME(Path, { LABEL: 'path' })
  })

  readonly oomGroup: () => CstNode = this.RULE('oomGroup', () => {
    this.CONSUME(TasksIn)
    this.CONSUME(GroupPath, { LABEL: 'path' })
    this.CONSUME(AreKilled)
  })
}

const parser = lazily(() => new MemcgGrammar())
const text = (node: CstNode, label: string): string => piecesOf(node, label)[0]?.text ?? ''

const forms: Readonly<Record<string, (node: CstNode) => MemcgLine>> = {
  usage: node => ({
    form: 'usage',
    of: text(node, 'of').slice(0, -1),
    usageKB: text(node, 'usage'),
    limitKB: text(node, 'limit'),
    failcnt: text(node, 'failcnt'),
  }),
  statsOf: node => ({
    form: 'stats-of',
    path: text(node, 'path'),
    stats: new Map(
      piecesOf(node, 'key').map((key, index) => [key.text.slice(0, -1), piecesOf(node, 'amount')[index]?.text ?? '']),
    ),
  }),
  taskIn: node => {
    const limitPath = text(node, 'path') || null
    return { form: 'task-in', taskPath: limitPath && text(node, 'task'), limitPath }
  },
  limitReached: node => ({ form: 'limit-reached', path: text(node, 'path') }),
  oomGroup: node => ({ form: 'oom-group', path: text(node, 'path') }),
}

function lineOf(tree: CstNode): MemcgLine {
  for (const [rule, take] of Object.entries(forms)) {
    const child = tree.children[rule]?.[0]
    if (child && !('image' in child)) return take(child)
  }
  return { form: 'limit-reached', path: '' }
}

/** Reads the lines that a report prints about the cgroup whose limit was hit, 2.6.32 to 6.19. */
export const readMemcgLine = (line: string): Reading<MemcgLine> =>
  readWith(lexer, parser, () => parser().line(), line, lineOf)

export const grammar: Grammar = {
  reads: 'A line about the cgroup whose limit was reached.',
  lexer,
  parser,
  examples: [
    { rule: 'line', text: 'memory: usage 65536kB, limit 65536kB, failcnt 19', from: 'Linux 2.6.32 to 6.19' },
    {
      rule: 'line',
      text: 'Memory cgroup stats for /kubepods/pod1/web: cache:132KB rss:258600KB swap:0KB',
      from: 'Linux 3.9 to 5.2; later nothing follows the colon',
    },
    {
      rule: 'line',
      text: 'Task in /kubepods/pod1/web killed as a result of limit of /kubepods/pod1',
      from: 'Linux 2.6.32 to 4.20',
    },
    {
      rule: 'line',
      text: 'Memory limit reached of cgroup /kubepods/pod1',
      from: 'Linux 4.1 to 4.20, where no task was chosen',
    },
    {
      rule: 'line',
      text: 'Tasks in /kubepods/pod1/web are going to be killed due to memory.oom.group set',
      from: 'Linux 4.19 and later',
    },
  ],
}
