import type { Envelope } from '../../model/reader.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall, printedWall } from './wall-time.ts'

const HEAD = /^(?:([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)|(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,6})?)): /

/** `Jan 15 08:30:10: …` and `2026-01-15 08:30:10,123: …`: what a program wrote to a log of its own, which does not name it. */
export const dated: Envelope = {
  id: 'dated',
  first: /[A-Z\d]/,
  open(body) {
    const [head, month, day = '', time = '', iso = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldLogLine(body)) return null
    const wall = month === undefined ? isoWall(iso, 'writer') : printedWall({ month, day, time, year: null }, 'writer')
    if (wall === null || wall === 'none') return null
    return { ...body, text: body.text.slice(head.length), stamp: { ...body.stamp, wall } }
  },
}
