import type { Envelope } from '../../model/reader.ts'
import { goUnquoted } from '../node/go-text.ts'
import { isoWall } from './wall-time.ts'

const HEAD = /^time="([^"]{19,40})" level=\w{1,10} msg=("(?:[^"\\]|\\.)*"|[^\s"]\S*)/

/**
 * `time="2024-03-01T10:00:00.123456789Z" level=info msg="…"`: lines of containerd, dockerd, CRI-O and k3s (logrus,
 * TextFormatter). Its own time has a zone and a year, which the wrapping may lack.
 */
export const logrus: Envelope = {
  id: 'logrus',
  first: /t/,
  open(body) {
    if (body.origin === 'kernel' || body.envelopes.includes('logrus')) return null
    const [head, time = '', message = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined) return null
    const wall = isoWall(time, 'writer') ?? body.stamp.wall
    const text = goUnquoted(message) + body.text.slice(head.length)
    return { ...body, text, stamp: { ...body.stamp, wall }, ident: body.ident ?? 'logrus', origin: 'user' }
  },
}
