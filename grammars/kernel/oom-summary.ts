import { createToken, type CstNode, type TokenType } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** The parts of an `oom-kill:` line by their kernel names; `global_oom` is there as an empty text. */
export type OomSummary = ReadonlyMap<string, string>

const KEYS = 'constraint|nodemask|cpuset|mems_allowed|oom_memcg|task_memcg|task|pid|uid'

const Start = createToken({ name: 'Start', pattern: /oom-kill:/ })
const Comma = createToken({ name: 'Comma', pattern: /,/ })
const GlobalOom = createToken({ name: 'GlobalOom', pattern: /global_oom(?=,|(?![\s\S]))/ })
// The name of a task may hold anything, commas and equals signs too; only the end of the line settles where it ends.
const TaskKey = createToken({ name: 'TaskKey', pattern: /task=/, push_mode: 'task' })
const Task = createToken({ name: 'Task', pattern: /[\u0000-\uffff]*(?=,pid=\d+,uid=\d+\s*(?![\s\S]))/, pop_mode: true })
const Key = createToken({ name: 'Key', pattern: new RegExp(`(?:${KEYS})=`) })
/** A path or a list; it may hold commas, but not one that the next part follows. */
const Value = createToken({
  name: 'Value',
  pattern: new RegExp(`(?:(?!,(?:global_oom(?:,|(?![\\s\\S]))|(?:${KEYS})=)).)+`),
  start_chars_hint: allBut(/[\n\r]/),
})

const all: TokenType[] = [Start, Comma, GlobalOom, TaskKey, Task, Key, Value]
const lexer = lineLexer({
  modes: { line: [Start, Comma, GlobalOom, TaskKey, Key, Value], task: [Task] },
  defaultMode: 'line',
})

class OomSummaryGrammar extends LineParser {
  constructor() {
    super(all, { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly summary: () => CstNode = this.RULE('summary', () => {
    this.CONSUME(Start)
    this.MANY_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.part, { LABEL: 'part' }) })
  })

  readonly part: () => CstNode = this.RULE('part', () => {
    this.OR([
      { ALT: () => this.CONSUME(GlobalOom, { LABEL: 'flag' }) },
      {
        ALT: () => {
          this.CONSUME(TaskKey, { LABEL: 'key' })
          this.OPTION(() => this.CONSUME(Task, { LABEL: 'value' }))
        },
      },
      {
        ALT: () => {
          this.CONSUME(Key, { LABEL: 'key' })
          this.OPTION1(() => this.CONSUME(Value, { LABEL: 'value' }))
        },
      },
    ])
  })
}

const parser = lazily(() => new OomSummaryGrammar())

function partOf(node: CstNode): readonly [string, string] {
  const [flag] = piecesOf(node, 'flag')
  if (flag) return [flag.text, '']
  return [piecesOf(node, 'key')[0]?.text.slice(0, -1) ?? '', piecesOf(node, 'value')[0]?.text ?? '']
}

const partsOf = (tree: CstNode): readonly (readonly [string, string])[] =>
  (tree.children.part ?? []).flatMap(child => ('image' in child ? [] : [partOf(child)]))

const WHOLE = /,pid=\d+,uid=\d+\s*$/
const BEGINS_PART = new RegExp(`^,(?:${KEYS})=`)

/**
 * Reads the one-line summary of kernels since 5.0 (and of RHEL 8.3). A line that was cut gives the parts that are surely
 * whole: nothing of the task, whose name may look like any other part, and not the part before the cut.
 */
export function readOomSummary(text: string): Reading<OomSummary> {
  if (WHOLE.test(text))
    return readWith(
      lexer,
      parser,
      () => parser().summary(),
      text,
      tree => new Map(partsOf(tree)),
    )
  const task = text.indexOf(',task=')
  const end = task === -1 ? text.lastIndexOf(',') : task
  const parts = readWith(lexer, parser, () => parser().summary(), text.slice(0, end), partsOf)
  if (!parts.ok) return parts
  // A comma may stand in a list or a path; only another key shows that the part before it is over.
  return { ok: true, value: new Map(BEGINS_PART.test(text.slice(end)) ? parts.value : parts.value.slice(0, -1)) }
}

export const grammar: Grammar = {
  reads: 'The `oom-kill:` line, which says in one line what ran out and who was chosen.',
  lexer,
  parser,
  examples: [
    {
      rule: 'summary',
      text: 'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/user.slice,task=java,pid=166,uid=0',
      from: 'Linux 5.0 and later',
    },
  ],
}
