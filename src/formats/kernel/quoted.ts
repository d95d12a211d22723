import { lineSpan } from '../../model/line.ts'
import type { Message } from '../../model/reader.ts'

const WORDS =
  / invoked oom-killer: gfp_mask=|\boom-kill:constraint=|[Oo]ut of memory: Kill(?:ed)? process \d|\bKilled process \d+ \(.*\) total-vm:/

/**
 * Lines of other programs that hold the kernel's words: logs that quote them, and processes that write them to
 * /dev/kmsg. They prove nothing about a kill, and nobody should be misled by them.
 */
export const quotedKernelLine: Message = {
  id: 'quoted-kernel-line',
  cues: [' invoked oom-killer:', 'oom-kill:constraint=', 'Killed process ', 'Kill process '],
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
