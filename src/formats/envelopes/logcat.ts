import type { Body, Envelope } from '../../model/reader.ts'
import type { WallReading } from '../../model/stamp.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall } from './wall-time.ts'

const DATE = '(?:(\\d{4})-)?(\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9})(?: ([+-]\\d{4}))? +'
const LEVEL = '[VDIWEFSA]'
const THREADTIME = new RegExp(`^${DATE}(?:[\\w.-]{1,32} +)?\\d{1,7} +\\d{1,7} ${LEVEL} (\\S.{0,100}?) *: `)
const TIME = new RegExp(`^(?:${DATE})?${LEVEL}/(\\S.{0,100}?) *\\( *\\d{1,7}\\): `)
/** A leap year, so that 29 February stays what it is. */
const NO_YEAR = '2000'

function wallOf(year: string | undefined, date: string | undefined, time = '', zone = ''): WallReading | null {
  if (date === undefined) return null
  const wall = isoWall(`${year ?? NO_YEAR}-${date}T${time}${zone}`, 'writer')
  return wall && { ...wall, year: year === undefined ? 'missing' : 'given' }
}

/**
 * `10-24 14:24:26.342   710   710 I lowmemorykiller: …` and `I/lowmemorykiller(  710): …`: Android's logcat in its formats
 * `threadtime`, `time` and `brief`. Every line is of a process, by its tag.
 */
export const logcat: Envelope = {
  id: 'logcat',
  first: /[\dVDIWEFSA]/,
  open(body): Body | null {
    if (!mayHoldLogLine(body)) return null
    const [head, year, date, time, zone, tag] = THREADTIME.exec(body.text) ?? TIME.exec(body.text) ?? []
    if (head === undefined || tag === undefined) return null
    const wall = wallOf(year, date, time, zone)
    if (date !== undefined && wall === null) return null
    const stamp = { ...body.stamp, wall: wall ?? body.stamp.wall }
    return { ...body, text: body.text.slice(head.length), stamp, ident: tag, origin: 'user' }
  },
}
