import type { KernelNotice } from '../../model/kernel.ts'
import { lineSpan } from '../../model/line.ts'
import type { Body, Message } from '../../model/reader.ts'
import { decimal } from './number.ts'

interface LostLine {
  /** Who says so, for titles. */
  readonly by: string
  /** The program of the line; null for the kernel's own consoles. */
  readonly ident: RegExp | null
  /** The first group is how many, where the line counts. */
  readonly words: RegExp
}

const JOURNALD = /^(?:systemd-journald?|journal)$/
const RSYSLOGD = /^rsyslogd?(?:-\d{1,5})?$/

const LOST: readonly LostLine[] = [
  // kernel/printk/printk.c: consoles only, on a line of its own since 4.15.
  { by: 'A console of the kernel', ident: null, words: /^\*\* (\d{1,20}) printk messages dropped \*\*/ },
  // src/journal/journald-kmsg.c
  { by: 'journald', ident: JOURNALD, words: /^Missed (\d{1,20}) kernel messages/ },
  { by: 'journald', ident: JOURNALD, words: /^\/dev\/kmsg buffer overrun, some messages lost\./ },
  // src/journal/journald-server.c: of a unit that writes too much, `/` being the machine.
  { by: 'journald', ident: JOURNALD, words: /^Suppressed (\d{1,20}) messages from \S/ },
  // imjournal passes lines of the kernel on as well.
  { by: 'rsyslog', ident: RSYSLOGD, words: /^imjournal: (\d{1,20}) messages lost due to rate-limiting/ },
  { by: 'rsyslog', ident: RSYSLOGD, words: /^imjournal: begin to drop messages due to rate-limiting/ },
  { by: 'rsyslog', ident: RSYSLOGD, words: /^imuxsock(?:\[pid \d{1,10}\])?:? lost (\d{1,20}) messages from pid / },
]

const factOf = (body: Body, by: string, count: number | null, boot: number): KernelNotice => ({
  kind: 'kernel.notice',
  stamp: body.stamp,
  node: body.host,
  boot,
  title: `${by} lost ${count ?? 'some'} log lines`,
  severity: 'warning',
  evidence: [lineSpan(body.line)],
  what: 'messages-lost',
  comm: null,
  pid: null,
  count,
})

/** Lines that a log does not have, by its own words: where it is silent, it proves nothing. */
export const lostLines: Message = {
  id: 'lost-lines',
  cues: [
    ' printk messages dropped **',
    ' kernel messages',
    'buffer overrun, some messages lost',
    'Suppressed ',
    'due to rate-limiting',
  ],
  read(body, { boot }) {
    for (const { by, ident, words } of LOST) {
      const isWriter = ident === null ? body.origin !== 'user' : body.ident !== null && ident.test(body.ident)
      const groups = isWriter ? words.exec(body.text) : null
      if (groups !== null) return factOf(body, by, decimal(groups[1] ?? null), boot)
    }
    return null
  },
}
