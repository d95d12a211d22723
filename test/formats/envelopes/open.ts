import { envelopes } from '../../../src/formats/envelopes/index.ts'
import { newPeeler } from '../../../src/lines/peel.ts'
import type { Body, Envelope } from '../../../src/model/reader.ts'

function peeled(text: string, taken: readonly Envelope[]): readonly Body[] {
  const peel = newPeeler(taken)
  let start = 0
  return text.split('\n').flatMap((line, index) => {
    const bodies = peel({ path: 'log', number: index + 1, start, end: start + line.length, text: line })
    start += line.length + 1
    return bodies
  })
}

/** What the envelopes leave of each line of a text. */
export const bodiesOf = (text: string): readonly Body[] => peeled(text, envelopes)

export function bodyOf(line: string): Body {
  const [body, ...more] = bodiesOf(line)
  if (!body || more.length > 0) throw new Error('not one body')
  return body
}

/** A line that nothing was taken off yet. */
export function bareBody(text: string): Body {
  const [body] = peeled('', [])
  if (!body) throw new Error('no body')
  return { ...body, text, line: { ...body.line, text, end: text.length } }
}
