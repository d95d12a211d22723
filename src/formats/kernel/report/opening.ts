import type { Body } from '../../../model/reader.ts'
import type { Draft } from './draft.ts'
import { CPU, CPUSET, DUMP, INVOKED, readHeaderLine } from './header.ts'
import { isNamedAgain, prefixOf, readKillLine, SUMMARY } from './kill.ts'
import { MEM_INFO_LINE } from './mem-info.ts'
import { isFrame } from './stack.ts'
import { TABLE_HEADER, TABLE_HEADING, TABLE_ROW } from './tasks.ts'

/** Lines that only a report has: where its head is lost, they open it. */
const ORPHANS: readonly RegExp[] = [
  /^oom-kill:constraint=/,
  /^memory: usage \d+kB, limit \d+kB, failcnt \d/,
  /^Memory cgroup stats for \//,
  /^Task in \/.* killed as a result of limit of /s,
  /^Memory limit reached of cgroup \//,
  /^Tasks in \/.* are going to be killed/s,
  /^Out of memory and no killable processes\.\.\./,
  /^Kernel panic - not syncing: (?:Out of memory|System is deadlocked on memory)/,
  TABLE_HEADER,
]

/** Lines that other dumps have as well: where a log begins with them, it may begin inside a report. */
const MIDDLES: readonly RegExp[] = [
  CPU,
  CPUSET,
  MEM_INFO_LINE,
  TABLE_ROW,
  DUMP,
  /^Mem-[Ii]nfo:/,
  /^(?:memory\+swap|swap|kmem): usage \d/,
  /^[a-z][a-z0-9_]* \d+ *$/,
]

/** `MESSAGE=`, `"msg": "`: a field of a record that is not read, taken for a part of the name behind it. */
const FIELD = /^\s*"?[A-Za-z_]+"?(?:=|: )/

/** A header; in a line without any known wrapping its name must not be one of a field as well. */
const isHeader = (body: Body): boolean =>
  readHeaderLine(body.text) !== null && !(body.envelopes.length === 0 && FIELD.test(body.text))

/** `Task in /kubepods/…`, cut before it says of what limit; in a log of the kernel only a report has it (to 4.18). */
const isCutTask = ({ text, envelopes, origin }: Body): boolean =>
  envelopes.length > 0 && origin !== 'user' && /^Task in \/\S+$/.test(text)

/** True for a line that opens a report. */
export const opens = (body: Body, isFirst: boolean): boolean =>
  isHeader(body) ||
  body.text.startsWith(TABLE_HEADING) ||
  ORPHANS.some(shape => shape.test(body.text)) ||
  readKillLine(body.text) !== null ||
  isCutTask(body) ||
  (isFirst && (isFrame(body.text) || MIDDLES.some(shape => shape.test(body.text))))

/** True for lines that the killing task prints in one breath: of another task they are of another report. */
const isLandmark = (text: string): boolean =>
  text.includes(INVOKED) || text.startsWith(SUMMARY) || readKillLine(text) !== null

/** Where the kernel prints which task writes, all lines of a report are of one task. */
export const isOfAnotherTask = (draft: Draft, body: Body): boolean =>
  body.caller !== null && draft.opening.caller !== null && body.caller !== draft.opening.caller

/** Between the choice and the kill nothing happens but printing. */
const AT_ONCE_SECONDS = 1

/** A kill that is not the one announced: of a process that was not chosen, or that the table does not have. */
function isOfAnother(draft: Draft, text: string): boolean {
  const line = readKillLine(text)
  if (line === null) return false
  if (draft.chosen !== null && draft.summary !== null) return draft.chosen.pid !== Number(line.pid)
  const rows = draft.taskLines.filter(row => TABLE_ROW.test(row.text))
  return rows.length > 0 && !rows.some(row => Number(/\d+/.exec(row.text)?.[0]) === Number(line.pid))
}

/** A second choice where the first one's kill is not there: somebody filtered the log for the lines with the choice. */
function isChosenAnew(draft: Draft, text: string, gapSeconds: number | null): boolean {
  const line = readKillLine(text)
  if (draft.chosen === null || draft.summary !== null || line?.verb !== 'Kill process' || line.tail === 'sharing')
    return false
  // Old kernels print two reports at once: both choices, then both kills.
  return gapSeconds === null ? draft.chosen.pid !== Number(line.pid) : gapSeconds > AT_ONCE_SECONDS
}

/** True where the line begins another report: a second header, a second summary, or a kill that this report does not explain. */
export function beginsAnother(draft: Draft, body: Body, gapSeconds: number | null): boolean {
  const { text } = body
  if (isOfAnotherTask(draft, body)) return isLandmark(text)
  // A header is the first line of its report, also where this one was opened by a later line.
  if (readHeaderLine(text) !== null) return true
  if (text.startsWith(SUMMARY)) return draft.summary !== null || draft.concluded
  if (isChosenAnew(draft, text, gapSeconds)) return true
  if (!draft.concluded) return gapSeconds !== null && gapSeconds > AT_ONCE_SECONDS && isOfAnother(draft, text)
  if (/^Out of memory and no killable processes\.\.\./.test(text)) return true
  const line = readKillLine(text)
  if (line === null || line.tail === 'sharing') return false
  // The choice comes before the first kill.
  if (line.verb === 'Kill process') return true
  // To 5.0 the members of a group are killed without a reason before the colon.
  if (draft.isGroup && line.prefix === null) return false
  return !(draft.isGroup || isNamedAgain(draft, line, body)) || prefixOf(line.prefix) !== draft.killPrefix
}
