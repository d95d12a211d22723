import { lineSpan } from '../../model/line.ts'
import type { Message } from '../../model/reader.ts'

const BANNER = /^Linux version (\d\S*) \(/

/** `Linux version …`: the first line of every boot (init/version.c). */
export const kernelBoot: Message = {
  id: 'kernel-boot',
  cues: ['Linux version '],
  read(body, context) {
    if (body.origin === 'user' || (body.ident !== null && body.ident !== 'kernel')) return null
    const release = BANNER.exec(body.text)?.[1]
    if (release === undefined) return null
    return {
      kind: 'kernel.boot',
      stamp: body.stamp,
      node: body.host,
      boot: context.boot,
      title: `Kernel ${release} booted`,
      severity: 'info',
      evidence: [lineSpan(body.line)],
      release,
    }
  },
}
