import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat } from '../../model/reader.ts'

const ID = 'quoted-printable'
const HEADER = /^Content-Transfer-Encoding: *quoted-printable\s*$/im
/** An equals sign is written `=3D`, and a kernel's log is full of them; a line that goes on ends with one. */
const ENCODED_EQUALS = /=3D[-\w(]/g
const SOFT_BREAK = /[^=\n]=$/gm
const MIN_SIGNS = 3
const OCTETS = /(?:=[0-9A-Fa-f]{2})+/g
const MAX_JOINED = 4096
const MAX_CITED_LINES = 3

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const octetsOf = (encoded: string): Uint8Array =>
  Uint8Array.from(encoded.slice(1).split('='), hex => Number.parseInt(hex, 16))

const decoded = (text: string): string => text.replace(OCTETS, encoded => utf8.decode(octetsOf(encoded)))

interface Held {
  readonly line: Line
  readonly encoded: string
}

function joined({ line, encoded }: Held, next: Line): Held {
  const isCited = next.number - line.number < MAX_CITED_LINES
  const whole = { ...line, end: next.end, endNumber: next.number, text: `${line.text}\n${next.text}` }
  return { line: isCited ? whole : line, encoded: encoded + next.text.trimEnd() }
}

/** Mail as it is sent: `order=3D0`, and lines that end with `=` where they go on (RFC 2045, 6.7). */
export const quotedPrintable: RecordFormat = {
  id: ID,
  matches(_path, head) {
    const signs = head.match(ENCODED_EQUALS)?.length ?? 0
    const breaks = head.match(SOFT_BREAK)?.length ?? 0
    return HEADER.test(head) ? signs > 0 : signs >= MIN_SIGNS && breaks >= MIN_SIGNS
  },
  open() {
    let held: Held | null = null
    const bodyOf = ({ line, encoded }: Held): Body => bareBody(line, decoded(encoded))
    const taken = (): readonly Body[] => {
      const body = held === null ? [] : [bodyOf(held)]
      held = null
      return body
    }
    return {
      take(line) {
        const whole: Held = held === null ? { line, encoded: line.text.trimEnd() } : joined(held, line)
        const goesOn = whole.encoded.endsWith('=') && whole.encoded.length < MAX_JOINED
        held = goesOn ? { ...whole, encoded: whole.encoded.slice(0, -1) } : whole
        return goesOn ? [] : taken()
      },
      close: taken,
    }
  },
}
