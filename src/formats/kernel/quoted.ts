import { lineSpan } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import type { Body, Message } from '../../model/reader.ts'

const WORDS =
  / invoked oom-killer: gfp_mask=|\boom-kill:constraint=|[Oo]ut of memory: Kill(?:ed)? process \d|\bKilled process \d+ \(.{0,100}\) total-vm:/

const CUES: readonly string[] = [' invoked oom-killer:', 'oom-kill:constraint=', 'Killed process ', 'Kill process ']

/**
 * Lines of other programs that hold the kernel's words: logs that quote them, and processes that write them to
 * /dev/kmsg. They prove nothing about a kill, and nobody should be misled by them.
 */
export const quotedKernelLine: Message = {
  id: 'quoted-kernel-line',
  cues: CUES,
  read(body) {
    const isForeign = body.origin === 'user' || (body.ident !== null && body.ident !== 'kernel')
    if (!isForeign || !WORDS.test(body.text)) return null
    const isForged = body.ident === null || body.ident === 'kernel'
    return {
      code: isForged ? 'FORGED_KERNEL_LINE' : 'QUOTED_KERNEL_LINE',
      severity: isForged ? 'warning' : 'info',
      detail: isForged
        ? 'A process wrote this line into the kernel log; the kernel did not. It is no evidence of a kill.'
        : `${body.ident} quotes words of the kernel; only the kernel's own line is evidence of a kill.`,
      advice: isForged ? 'Find out what writes such lines to /dev/kmsg.' : null,
      evidence: [lineSpan(body.line)],
      path: body.line.path,
    }
  },
}

/** A time or a priority alone is no form of a log, and what stands in the middle of a line may be quoted there. */
const NO_FORMS: ReadonlySet<string> = new Set(['timestamped', 'priority', 'mid-line'])

/** That a line holds the kernel's words and is not read. */
export const unreadLine = ({ line }: Body): Problem => ({
  code: 'KERNEL_LINE_UNREAD',
  severity: 'warning',
  detail: 'This line holds words of the OOM killer in a form that oomlens does not read.',
  advice: 'Give the log as dmesg or journalctl -k -o short-iso print it.',
  evidence: [lineSpan(line)],
  path: line.path,
})

/** The kernel's words in a wrapping that is not read: what they say is not known, and that is said. */
export const unreadKernelLine: Message = {
  id: 'unread-kernel-line',
  cues: CUES,
  read(body) {
    const isInForm = body.envelopes.some(id => !NO_FORMS.has(id))
    if (isInForm || body.origin === 'user' || !WORDS.test(body.text)) return null
    return unreadLine(body)
  },
}
