import type { LineSearch } from './line-search.ts'

const NEWLINE = 10
// One unit per byte: positions in the decoded text are byte offsets. Cues are ASCII, so it does not matter which table it is.
const bytewise = new TextDecoder('latin1')

const tests = new WeakMap<RegExp, (bytes: Uint8Array) => boolean>()

/** Whether these bytes hold a cue: made once for each expression, of which a bundle of many small files needs one. */
export function cueTestOf(cues: RegExp): (bytes: Uint8Array) => boolean {
  let test = tests.get(cues)
  if (!test) {
    const cue = new RegExp(cues.source)
    test = bytes => cue.test(bytewise.decode(bytes))
    tests.set(cues, test)
  }
  return test
}

/** The search as the language has it: one expression for all cues, over the bytes as text. */
export function newPlainSearch(cues: RegExp): LineSearch {
  const cue = new RegExp(cues.source, 'g')
  let lines: Uint8Array = new Uint8Array()
  let text: string | null = null
  /** Where the next cue begins that is known; -1 before one was looked for. */
  let hit = -1
  let passed = 0
  return {
    open(bytes) {
      lines = bytes
      text = null
      hit = -1
    },
    next(from) {
      text ??= bytewise.decode(lines)
      if (hit < from) {
        cue.lastIndex = from
        hit = cue.exec(text)?.index ?? lines.length
      }
      passed = 0
      let at = from
      while (at < lines.length) {
        const newline = lines.indexOf(NEWLINE, at)
        if (hit < newline) break
        passed += 1
        at = newline + 1
      }
      return at
    },
    passed: () => passed,
  }
}
