import type { Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { subjectOf } from './subject.ts'

/** The first twenty digits of the ID stand before each message (conmon, src/utils.h and src/cgroup.c). */
const OOM = /^(?:conmon )?([0-9a-f]{20}) <n[a-z]{3,8}>: OOM (?:event )?received$/

/**
 * `conmon 8a31… <ninfo>: OOM received`: CRI-O's and podman's monitor saw a counter of the container's cgroup change. On
 * cgroup v2 an allocation that failed without a kill changes one as well.
 */
export const conmonOom: Message = {
  id: 'conmon-oom',
  cues: [': OOM received', ': OOM event received'],
  read(body) {
    const id = body.origin === 'kernel' || body.ident === 'container' ? undefined : OOM.exec(body.text)?.[1]
    if (id === undefined) return null
    return {
      ...lineFact('node.oom', body, `conmon: container ${id.slice(0, 12)} was out of memory`, 'critical'),
      by: 'conmon',
      subject: subjectOf({ id }),
      pid: null,
      comm: null,
      oomMemcg: null,
      taskMemcg: null,
      isGlobalWatch: false,
    }
  },
}
