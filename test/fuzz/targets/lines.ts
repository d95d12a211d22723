import { kit } from '../../../src/kit.ts'
import { newPeeler } from '../../../src/lines/peel.ts'
import { bareBody } from '../../../src/model/body.ts'
import type { Line } from '../../../src/model/line.ts'
import type { Body } from '../../../src/model/reader.ts'
import { indexed } from '../../corpus/spans.ts'
import { checkFound, checkStamp } from '../laws/found.ts'
import { same } from '../laws/same.ts'
import { must, type Seeds, type Target } from '../target.ts'

const { readers } = kit
const encoder = new TextEncoder()
const PATH = 'log'

/** A line as it can stand in a file: a body may hold more, from records and strings of JSON. */
export function lineOf(body: string): Line {
  const text = body.replace(/[\r\n]/g, ' ').replace(/\p{Surrogate}/gu, '\ufffd')
  return { path: PATH, number: 1, start: 0, end: encoder.encode(text).length, text }
}

export const bodyOf = (text: string): Body => bareBody(lineOf(text), text)

/** The line itself, or the part of a long one that holds what was read, where its text still stands. */
function checkLine(part: Line, line: Line): void {
  if (part === line) return
  const { path, number, start, end } = part
  same({ path, number }, { path: line.path, number: line.number }, 'a body keeps the line that it is of')
  must(line.start <= start && start < end && end <= line.end, 'a part lies in its line', () => `${start} ${end}`)
  const bytes = encoder.encode(line.text).subarray(start - line.start, end - line.start)
  must(new TextDecoder().decode(bytes) === part.text, 'a part holds what stands in its place', () => part.text)
}

/** What an envelope leaves of a line is of that line. */
function checkBodies(bodies: readonly Body[], line: Line): void {
  for (const body of bodies) {
    checkLine(body.line, line)
    checkStamp(body.stamp)
    must(body.host !== '', 'a host has a name')
    must(typeof body.text === 'string', 'a body has a text')
  }
}

const peelLine = (text: string): readonly Body[] => newPeeler(readers.envelopes)(lineOf(text), text)

/** Bodies as envelopes leave them: what stands inside is what a message reads. */
export const peeledTexts = (lines: readonly string[]): readonly string[] => [
  ...new Set(lines.flatMap(line => peelLine(line).map(body => body.text))),
]

const orAny = (own: readonly string[], any: readonly string[]): readonly string[] => (own.length > 0 ? own : any)

/** Every envelope, join and message by itself, and the peeling of a line through all envelopes. */
export function lineTargets({ lines, texts }: Seeds): readonly Target[] {
  const envelopes = readers.envelopes.map(
    (envelope): Target => ({
      family: 'envelopes',
      name: envelope.id,
      form: 'text',
      seeds: () =>
        orAny(
          lines.filter(line => peelLine(line).some(body => body.envelopes.includes(envelope.id))),
          lines,
        ),
      run(text) {
        const body = bodyOf(text)
        const opened = envelope.open(body)
        if (opened === null) return 'refused'
        checkBodies('text' in opened ? [opened] : opened, body.line)
        return 'read'
      },
    }),
  )
  const peeling: Target = {
    family: 'envelopes',
    name: 'all of them, nested',
    form: 'text',
    seeds: () => lines,
    run(text) {
      const line = lineOf(text)
      const bodies = newPeeler(readers.envelopes)(line, text)
      checkBodies(bodies, line)
      return bodies.some(body => body.envelopes.length > 0) ? 'read' : 'refused'
    },
  }
  const messages = readers.messages.map((message): Target => {
    const holdsCue = (text: string): boolean => message.cues.some(cue => text.includes(cue))
    return {
      family: 'messages',
      name: message.id,
      form: 'text',
      seeds: () =>
        orAny(
          lines.filter(line => peelLine(line).some(body => holdsCue(body.text))),
          message.cues,
        ),
      words: message.cues,
      run(text) {
        const bodies = text.includes('\n') ? [bodyOf(text)] : peelLine(text)
        const found = bodies.flatMap(body => message.read(body, { boot: 0 }) ?? [])
        checkFound(found, PATH, indexed(encoder.encode(lineOf(text).text)))
        return found.length > 0 ? 'read' : 'refused'
      },
    }
  })
  return [...envelopes, peeling, ...messages, ...joinTargets(texts)]
}

/** Where a text is broken, what is joined again is what it was, but for blanks. */
const joinTargets = (texts: readonly string[]): readonly Target[] =>
  readers.joins.map(({ id, join }) => ({
    family: 'joins',
    name: id,
    form: 'text',
    seeds: () => texts.filter(text => text.length > 30),
    run(text) {
      let isRead = false
      const step = 1 + (text.length >> 5)
      for (let at = text.length % step; at < text.length; at += step) {
        const [first, second] = [text.slice(0, at), text.slice(at)]
        const joined = join(first, second)
        if (joined === null) continue
        isRead = true
        must(joined.replace(/\s+/g, '') === text.replace(/\s+/g, ''), 'what is joined is what was broken', () => joined)
      }
      return isRead ? 'read' : 'refused'
    },
  }))
