import type { Body, Envelope } from '../../model/reader.ts'
import { isoWall } from './wall-time.ts'

/** Severity, month and day, time, thread, file and line: `klog.go`, formatHeader (k8s.io/klog and glog before it). */
const HEAD = /^[IWEF](\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d{6}) +\d{1,10} [^\s:\]]{1,100}:\d{1,6}\] /

/** The header prints neither year nor zone; what is around it may. */
function stampOf(body: Body, month: string, day: string, time: string): Body['stamp'] {
  if (body.stamp.wall?.year === 'given') return body.stamp
  // 2000 is a leap year: every day that may be printed is in it.
  const wall = isoWall(`2000-${month}-${day}T${time}`, 'writer')
  return wall === null ? body.stamp : { ...body.stamp, wall: { ...wall, year: 'missing' } }
}

/** `I0301 10:00:00.123456    1234 kubelet.go:2453] …`: lines of kubelet and other programs of Kubernetes. */
export const klog: Envelope = {
  id: 'klog',
  first: /[IWEF]/,
  open(body) {
    if (body.origin === 'kernel' || body.envelopes.includes('klog')) return null
    const [head, month = '', day = '', time = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined) return null
    const stamp = stampOf(body, month, day, time)
    return { ...body, text: body.text.slice(head.length), stamp, ident: body.ident ?? 'klog', origin: 'user' }
  },
}
