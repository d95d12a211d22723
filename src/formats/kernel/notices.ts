import { type NoticeLine, readNotice } from '../../../grammars/kernel/notice.ts'
import type { KernelNotice } from '../../model/kernel.ts'
import { lineSpan } from '../../model/line.ts'
import type { Body, Found, Message } from '../../model/reader.ts'
import { isName, unescapeName } from './comm.ts'
import { decimal } from './number.ts'

const WHAT: Readonly<Record<Exclude<NoticeLine['what'], 'reaped'>, KernelNotice['what']>> = {
  'hung-task': 'hung-task',
  'soft-lockup': 'soft-lockup',
  'allocation-failure': 'allocation-failure',
  'allocation-stall': 'allocation-stall',
  suppressed: 'reports-suppressed',
}

const TITLES: Readonly<Record<KernelNotice['what'], (comm: string, count: number | null) => string>> = {
  'hung-task': comm => `Task ${comm} was blocked for minutes`,
  'soft-lockup': comm => `Soft lockup in ${comm}`,
  'allocation-failure': (comm, order) => `Page allocation of order ${order ?? '?'} failed for ${comm}`,
  'allocation-stall': (comm, ms) => `${comm} waited ${ms ?? '?'} ms for a page`,
  'reports-suppressed': (_, count) => `${count ?? 'Some'} OOM reports suppressed by the rate limit`,
  'messages-lost': (_, count) => `${count ?? 'Some'} log lines lost`,
  'no-killable': () => 'Out of memory, nothing to kill',
}

/** The victim held a lock for more than a second (oom_reap_task, mm/oom_kill.c). */
const UNABLE = /^oom_reaper: unable to reap pid:(\d{1,10}) \((.{0,63})\) ?$/

function factOf(line: NoticeLine, body: Body, boot: number): Found | null {
  const comm = line.comm === null ? null : unescapeName(line.comm)
  const pid = decimal(line.pid)
  const count = decimal(line.count)
  // What is too long for a name is another program's line that quotes the kernel's.
  if (comm !== null && !isName(comm)) return null
  const common = { stamp: body.stamp, node: body.host, boot, evidence: [lineSpan(body.line)] as const }
  if (line.what === 'reaped') {
    if (pid === null) return null
    const name = comm ?? ''
    const isUnable = UNABLE.test(body.text)
    return {
      ...common,
      kind: 'kernel.oom-reaped',
      title: `oom_reaper ${isUnable ? 'could not free' : 'freed'} the memory of ${name} (${pid})`,
      severity: 'info',
      pid,
      comm: name,
      isProven: body.origin === 'kernel',
    }
  }
  const what = WHAT[line.what]
  return {
    ...common,
    kind: 'kernel.notice',
    title: TITLES[what](comm ?? 'a task', count),
    severity: 'warning',
    what,
    comm,
    pid,
    count,
  }
}

/** Allocation failures, stalls, hung tasks, lockups, suppressed reports and the work of the oom_reaper. */
export const notices: Message = {
  id: 'kernel-notice',
  cues: [
    'oom_reaper: reaped process ',
    'oom_reaper: unable to reap pid:',
    ' blocked for more than ',
    'BUG: soft lockup',
    ': page allocation failure',
    ': page allocation stalls for ',
    ' callbacks suppressed',
  ],
  read(body, context) {
    if (body.origin === 'user' || (body.ident !== null && body.ident !== 'kernel')) return null
    const [, pid, comm] = UNABLE.exec(body.text) ?? []
    if (pid !== undefined) return factOf({ what: 'reaped', comm: comm ?? '', pid, count: null }, body, context.boot)
    const reading = readNotice(body.text)
    return reading.ok ? factOf(reading.value, body, context.boot) : null
  },
}
