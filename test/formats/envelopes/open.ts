import { envelopes } from '../../../src/formats/envelopes/index.ts'
import { newPeeler } from '../../../src/lines/peel.ts'
import type { Body } from '../../../src/model/reader.ts'

/** What the envelopes leave of each line of a text. */
export function bodiesOf(text: string): readonly Body[] {
  const peel = newPeeler(envelopes)
  let start = 0
  return text.split('\n').flatMap((line, index) => {
    const bodies = peel({ path: 'log', number: index + 1, start, end: start + line.length, text: line })
    start += line.length + 1
    return bodies
  })
}

export function bodyOf(line: string): Body {
  const [body, ...more] = bodiesOf(line)
  if (!body || more.length > 0) throw new Error('not one body')
  return body
}
