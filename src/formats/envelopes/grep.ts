import type { Envelope } from '../../model/reader.ts'

/** What a line of a log begins with: only before that a name is the name of its file. */
const LOG_LINE =
  '(?=(?:<\\d{1,3}>)?(?:\\[ *\\d{1,10}\\.\\d{6}\\] |\\p{L}{3,5}\\.? +\\d{1,2} \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d))'
const FILE = '[\\w@%+./-]{0,200}(?:log|messages|dmesg|kern|journal|\\.txt)[\\w.-]{0,40}'
const HEAD = new RegExp(`^${FILE}[:-](?:\\d{1,9}[:-])?${LOG_LINE}`, 'iu')

/** `/var/log/kern.log.1:Jan 15 08:30:10 …` and `kern.log:337:[   10.087421] …`: what `grep` found in several files. */
export const grep: Envelope = {
  id: 'grep',
  first: /[\w@%+./-]/iu,
  open(body) {
    if (body.envelopes.length > 0) return null
    const head = HEAD.exec(body.text.slice(0, 300))?.[0]
    return head === undefined ? null : { ...body, text: body.text.slice(head.length) }
  },
}
