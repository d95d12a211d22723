/** Bytes by which the search knows where to look closer. */
export const HEAD_BYTES = 4
/** Bytes that it compares there. */
const MARK_BYTES = 8

/** A part of a cue, of at least `HEAD_BYTES` ASCII characters: every text with the cue holds it. */
export type Mark = string

/** What logs are written with, the most frequent first: times, numbers and hexadecimal IDs, then words. */
const FREQUENT = ' 0125e34t6789aionrscdl:mpu-f=."g/bhvkw[]y_x,j()\\qz;{}TSI<>NAECRMPD@#ULOFKVBG+*$HWY\'XJZQ'
const SELDOM = 0.0005

/** How large a part of a log each byte is, roughly: by the law of Zipf, from its place among the others. */
export const SHARES: readonly number[] = Array.from({ length: 128 }, (_, byte) => {
  const place = FREQUENT.indexOf(String.fromCharCode(byte))
  return place === -1 ? SELDOM : 0.2 / (place + 2)
})

const kindOf = (byte: number): 'blank' | 'lower' | 'upper' | 'digit' | 'mark' => {
  if (byte === 0x20) return 'blank'
  if (byte >= 0x61 && byte <= 0x7a) return 'lower'
  if (byte >= 0x41 && byte <= 0x5a) return 'upper'
  return byte >= 0x30 && byte <= 0x39 ? 'digit' : 'mark'
}
const KINDS = SHARES.map((_, byte) => kindOf(byte))
/** Letters of a kind keep together: that makes them words. */
const SAME_KIND = 4
const OTHER_KIND = 0.3

/** A mark that is found is looked at by an expression, which takes that much longer than comparing it. */
const LOOK_COST = 100

/** What the mark at some place of a text costs: how often its head and all of it stand in a log, roughly. */
function costAt(text: string, start: number, end: number): number {
  let share = 1
  let head = 1
  let last: string | undefined
  for (let at = start; at < end; at += 1) {
    const byte = text.charCodeAt(at)
    const kind = KINDS[byte]
    if (at > start) share *= kind === last ? SAME_KIND : OTHER_KIND
    share *= SHARES[byte] ?? SELDOM
    last = kind
    if (at - start < HEAD_BYTES) head = share
  }
  return head + LOOK_COST * share
}

const WITH_BLANKS = /[ -~]+/g
const WORDS = /[!-~]+/g

function commonStart(a: string, b: string): string {
  let length = 0
  while (length < a.length && a.charAt(length) === b.charAt(length)) length += 1
  return a.slice(0, length)
}

/**
 * The rarest mark of each cue, no two with the same head; null where a cue is too short to have one. A poor choice costs
 * time and nothing else. `hasBlanks` where a blank of a cue is a blank in the text.
 */
export function chosenMarks(cues: readonly string[], hasBlanks: boolean): readonly Mark[] | null {
  const byHead = new Map<string, Mark>()
  for (const cue of cues) {
    const words = cue.match(hasBlanks ? WITH_BLANKS : WORDS) ?? []
    let best: Mark | null = null
    let least = Number.POSITIVE_INFINITY
    for (const word of words)
      for (let start = 0; start + HEAD_BYTES <= word.length; start += 1) {
        const end = Math.min(word.length, start + MARK_BYTES)
        const cost = costAt(word, start, end)
        if (cost >= least) continue
        least = cost
        best = word.slice(start, end)
      }
    if (best === null) return null
    const head = best.slice(0, HEAD_BYTES)
    byHead.set(head, commonStart(byHead.get(head) ?? best, best))
  }
  return [...byHead.values()]
}
