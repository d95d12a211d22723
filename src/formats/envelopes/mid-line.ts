import type { Envelope } from '../../model/reader.ts'

const AFTER_TEXT = /^[^[\]]{1,200}(?=\[ *\d{1,7}\.\d{6}\] .{1,60} invoked(?: oom-killer:|$))/

/**
 * `Creating journal: [   34.739137] mkfs.ext4 invoked oom-killer: …`: on a serial console the kernel writes where a program
 * has not ended its line. A line that quotes a log looks the same, so that more is needed to believe it.
 */
export const midLine: Envelope = {
  id: 'mid-line',
  first: /[^[\]]/,
  open(body) {
    if (body.envelopes.length > 0) return null
    const text = AFTER_TEXT.exec(body.text)?.[0]
    return text === undefined ? null : { ...body, text: body.text.slice(text.length) }
  },
}
