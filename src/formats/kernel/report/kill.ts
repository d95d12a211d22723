import { type KillLine, readKill } from '../../../../grammars/kernel/kill.ts'
import { readOomSummary } from '../../../../grammars/kernel/oom-summary.ts'
import type { KilledProcess } from '../../../model/kernel.ts'
import type { Body } from '../../../model/reader.ts'
import { type Span, spanning } from '../../../model/span.ts'
import { unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import { askedAgain } from './asked-again.ts'
import type { Draft, Part } from './draft.ts'

export const SUMMARY = 'oom-kill:constraint='
/** A pid is a signed number of 32 bits. */
const MAX_PID = 2 ** 31 - 1
const KILL = /^(?:[A-Z][A-Za-z ]+(?: \([A-Za-z_]+\))?: *)?(?:(?:Killed|[Kk]ill) process|OOM victim) \d/

function take(draft: Draft, text: string, span: Span): boolean {
  const reading = readOomSummary(text)
  if (!reading.ok) return false
  const parts = reading.value
  draft.inside = null
  draft.summary = parts
  draft.summarySpan = draft.summarySpan === null ? span : spanning(draft.summarySpan, span)
  const pid = decimal(parts.get('pid'))
  const task = parts.get('task')
  draft.summaryText = pid === null ? text : null
  if (pid !== null && task !== undefined) {
    draft.chosen = { pid, comm: unescapeName(task), uid: decimal(parts.get('uid')), span: draft.summarySpan }
  }
  return true
}

const FRAGMENT = /^,(?:cpuset=|mems_allowed=|global_oom|oom_memcg=|task_memcg=|task=|pid=\d)/

/** `oom-kill:constraint=…`, since 5.0: made of several calls of printk, which other lines may come between. */
export const summary: Part = {
  read(draft, { text }, span) {
    if (draft.concluded) return false
    if (draft.summary === null) return text.startsWith(SUMMARY) && take(draft, text.trimEnd(), span)
    return draft.summaryText !== null && FRAGMENT.test(text) && take(draft, draft.summaryText + text.trimEnd(), span)
  },
}

function killedOf(line: KillLine, body: Body, span: Span): KilledProcess {
  const size = (name: string) => decimal(line.fields.get(name))
  return {
    pid: Number(line.pid),
    comm: unescapeName(line.comm.text),
    uid: size('UID'),
    totalVmKiB: size('total-vm') ?? size('vsz'),
    anonRssKiB: size('anon-rss'),
    fileRssKiB: size('file-rss'),
    shmemRssKiB: size('shmem-rss'),
    pgtablesKiB: size('pgtables'),
    oomScoreAdj: size('oom_score_adj'),
    outcome: line.tail === 'exiting' ? 'already-exiting' : 'killed',
    span,
    bootSeconds: body.stamp.bootSeconds,
  }
}

export function prefixOf(prefix: string | null): Draft['killPrefix'] {
  if (prefix === null) return null
  if (prefix.startsWith('Memory cgroup')) return 'memcg'
  return prefix.includes('oom_kill_allocating_task') ? 'allocating-task' : 'global'
}

const killLineOf = askedAgain((text: string): KillLine | null => {
  const reading = readKill(text.trimEnd())
  return reading.ok && Number(reading.value.pid) <= MAX_PID ? reading.value : null
})

export const readKillLine = (text: string): KillLine | null => (KILL.test(text) ? killLineOf(text) : null)

/** The members of a group are killed in one go; a process that does not die is chosen again much later. */
const AGAIN_SECONDS = 0.05

/** With memory.oom.group the kernel names the first victim again, as the first of its group (oom_kill_process, since 5.1 in one line each). */
export function isNamedAgain(draft: Draft, line: KillLine, body: Body): boolean {
  const known = draft.kills.find(each => each.pid === Number(line.pid))
  if (known === undefined || line.prefix === null || line.verb !== 'Killed process') return false
  const { bootSeconds } = body.stamp
  return bootSeconds === null || known.bootSeconds === null || bootSeconds - known.bootSeconds <= AGAIN_SECONDS
}

export const kill: Part = {
  read(draft, body, span) {
    const line = readKillLine(body.text)
    if (line === null) return false
    draft.inside = null
    draft.killPrefix ??= prefixOf(line.prefix)
    if (line.verb === 'Kill process') {
      if (line.tail === 'sharing') draft.kills.push({ ...killedOf(line, body, span), outcome: 'killed' })
      else draft.chosen ??= { pid: Number(line.pid), comm: unescapeName(line.comm.text), uid: null, span }
      return true
    }
    const killed = killedOf(line, body, span)
    draft.isGroup ||= isNamedAgain(draft, line, body)
    if (!draft.kills.some(known => known.pid === killed.pid)) {
      if (draft.kills.length === 0) draft.dated = body
      draft.kills.push(killed)
    }
    draft.concluded = true
    return true
  },
}

const NO_KILLABLE = /^Out of memory and no killable processes\.\.\./
const PANIC =
  /^Kernel panic - not syncing: (?:Out of memory|out of memory|System is deadlocked on memory|.*panic_on_oom)/

/** Reports that end without a kill. */
export const conclusion: Part = {
  read(draft, body) {
    if (NO_KILLABLE.test(body.text)) draft.noKillable = true
    else if (PANIC.test(body.text)) {
      draft.panic = body.text.trimEnd()
      draft.noKillable ||= /no killable/.test(body.text)
    } else return false
    draft.inside = null
    if (!draft.concluded) draft.dated = body
    draft.concluded = true
    return true
  },
}
