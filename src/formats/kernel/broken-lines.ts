import type { LineJoin } from '../../model/reader.ts'

/** How a line of one kind goes on below: what `next` begins with where it is more of it. */
interface Breaking {
  readonly id: string
  /** A text that is, or begins, a line of this kind. */
  readonly line: RegExp
  /** It needs nothing more. */
  readonly whole?: RegExp
  readonly next: RegExp
}

const BREAKINGS: readonly Breaking[] = [
  {
    id: 'stamp-alone',
    line: /^\s*$/,
    next: /^(?:oom-kill:constraint=|\S+ invoked oom-killer:|(?:Memory cgroup o|O)ut of memory: Kill)/,
  },
  {
    id: 'oom-header',
    line: /^\S.{0,60} invoked(?: oom-killer:.*(?<!\s))?\s*$/,
    whole: /adj=-?\d+\s*$/,
    next: /^(?:oom-killer:|gfp_mask=|nodemask=|order=|oom_(?:score_)?adj=|\(?_{0,2}GFP_|\|)/,
  },
  {
    id: 'cpu',
    line: /^(?:CPU: *\d+ |Pid: \d).*\b[Cc]omm: /,
    whole: / #\d/,
    next: /^(?:[Tt]ainted|Not tainted|Kdump:|[A-Z]+ +|\d+\.\d+\S*|#\d)/,
  },
  {
    id: 'task-in',
    line: /^Task in(?: \/| *$)/,
    whole: / as a result of limit of \/./,
    next: /^(?:killed\b|as\b|a\b|result\b|of\b|limit\b|\/)/,
  },
  {
    id: 'statistics',
    line: /^Memory cgroup stats\b/,
    next: /^(?:for \/|\/|[a-z_]+:\d+KB)/,
  },
  {
    id: 'counters',
    line: /^(?:Node \d+ )?(?:[A-Za-z]+\d* )?[a-z_]+(?:\([a-z]+\))?: ?\d+kB/,
    whole: /all_unreclaimable\? (?:yes|no)/,
    next: /^(?:[a-z_]+(?:\([a-z]+\))?: ?\d+[kK]B|pages_scanned:\d|all_unreclaimable\?|(?:yes|no)\s*$|:?\d+[kK]B)/,
  },
  {
    id: 'usage',
    line: /^(?:memory|memory\+swap|swap|kmem): usage/,
    whole: /failcnt \d+\s*$/,
    next: /^(?:\d+kB|limit\b|failcnt\b|\d+\s*$)/,
  },
  {
    id: 'free-blocks',
    line: /^(?:Node \d+ )?[A-Za-z]+\d*: \d+\*\d+kB/,
    whole: /= \d+kB\s*$/,
    next: /^(?:\d+\*\d+kB|\([A-Z]+\)|= \d|\d+kB\s*$)/,
  },
  { id: 'hugepages', line: /^(?:Node \d+ )?hugepages_total=\d/, whole: /_size=/, next: /^hugepages_/ },
  {
    id: 'task-table-header',
    line: /^\[ *pid *\] +uid/,
    whole: /\bname\s*$/,
    next: /^ *(?:[a-z_]+ +)*(?:name|rss(?:_[a-z]+)?|swapents|pgtables_bytes|oom_score_a\w*)\s*$/,
  },
  {
    id: 'task-table-row',
    line: /^\[ *\d+ *\](?: +-?\d+)+\s*$/,
    next: /^ *(?:-?\d+(?: +|\s*$))*(?:[^\s[].{0,40})?$/,
  },
  {
    id: 'oom-kill',
    line: /^oom-kill:/,
    whole: /,pid=\d+,uid=\d+\s*$/,
    next: /^(?!.*: )\S*[=,]/,
  },
  { id: 'killed', line: /^(?:Memory cgroup out|Out) of memory:? *$/, next: /^(?:Killed|[Kk]ill) process \d/ },
  {
    id: 'panic',
    line: /^(?:Kernel panic - not syncing:|Out of memory and\b)/,
    whole: /(?:enabled|on memory|processes\.\.\.)\s*$/,
    next: /^(?:Out of|memory\b|System|is\b|deadlocked|on memory|compulsory|system-wide|panic_on_oom|enabled|and no|no killable|killable|processes)/,
  },
  {
    id: 'killed-process',
    line: /^(?:(?:Memory cgroup out of memory|Out of memory[^:]{0,30}): *)?(?:Killed|[Kk]ill)(?: process\b| *$)/,
    whole: /(?:oom_score_adj:-?\d+|or a child|sacrifice child)\s*$/,
    next: /^(?:process \d|\d+,? \(|\d+, UID|\(|UID|total-vm:|vsz:|anon-rss|file-rss|shmem-rss|pgtables:|oom_score_adj:|:?-?\d+kB|B\b|score \d|-?\d+ or (?:a|sacrifice)|or (?:a|sacrifice) child|(?:sacrifice )?child\s*$)/,
  },
  {
    id: 'oom-group',
    line: /^Tasks in(?: \/| *$)/,
    whole: /group set\s*$/,
    next: /^(?:\/|are\b|going\b|to\b|be\b|killed\b|due\b|memory\.oom)/,
  },
]

/** Where a terminal broke the line within a word, or the sender kept the blank, nothing stands between the pieces. */
const isWithinWord = ({ id }: Breaking, text: string, next: string): boolean =>
  text === '' ||
  /\s$/.test(text) ||
  /^[\s:_)|]/.test(next) ||
  (id === 'oom-kill' && !/,task=[^,]*$/.test(text)) ||
  /_[a-z]{1,3}$/.test(text) ||
  (/\dk$/.test(text) && next.startsWith('B'))

const joinOf = (breaking: Breaking): LineJoin => ({
  id: breaking.id,
  join(text, next) {
    if (!breaking.line.test(text) || breaking.whole?.test(text) || !breaking.next.test(next)) return null
    return isWithinWord(breaking, text, next) ? text + next : `${text} ${next}`
  },
})

/** The kernel's long lines, as mail programs and terminals break them: at a blank near column 72 or 80, or anywhere. */
export const joins: readonly LineJoin[] = BREAKINGS.map(joinOf)
