const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
/** `journalctl -o json-seq` begins each record with it (RFC 7464), whatever came before. */
const RECORD_SEPARATOR = 0x1e

/** Nesting is told this deep; below that brackets are only counted. */
const MAX_DEPTH = 64

/** What is told about the structure of JSON. Offsets are absolute; `depth` counts the objects and arrays around. */
export interface JsonSink {
  opens(isObject: boolean, inObject: boolean, depth: number, at: number): void
  closes(depth: number, end: number): void
  /** `name` is as it is written, without the quotes. */
  key(name: Uint8Array, depth: number, start: number): void
  /** The string that is the value of the last key ends. */
  stringValue(end: number): void
  /** This is no JSON, or a string was cut: nothing that is open will be closed. */
  lost(): void
}

function stringEnd(raw: Uint8Array, from: number): number {
  for (let at = from + 1; at < raw.length; at += 1) {
    if (raw[at] === QUOTE) return at + 1
    if (raw[at] === BACKSLASH) at += 1
  }
  return -1
}

export interface JsonTokens {
  /** Takes the next line; `base` is the absolute offset of its first byte. */
  take(raw: Uint8Array, base: number): void
  /** Forgets what is open. */
  reset(): void
}

/**
 * Follows the strings and brackets of JSON from line to line. A string never goes on in the next line, which confines
 * damage; between the values anything may stand. Whether a value is JSON all through is for JSON.parse to say.
 */
export function newJsonTokens(sink: JsonSink): JsonTokens {
  /** True for each object, false for each array that is open. */
  const open: boolean[] = []
  let beyond = 0
  let expectsKey = false

  function reset(): void {
    open.length = 0
    beyond = 0
    expectsKey = false
  }

  function lose(): void {
    reset()
    sink.lost()
  }

  function close(isObject: boolean, end: number): void {
    if (beyond > 0) {
      beyond -= 1
      return
    }
    const closed = open.pop()
    if (closed === isObject) sink.closes(open.length, end)
    else if (closed !== undefined) lose()
    expectsKey = false
  }

  function begin(isObject: boolean, at: number): void {
    if (open.length === MAX_DEPTH) {
      beyond += 1
      return
    }
    sink.opens(isObject, open.at(-1) === true, open.length, at)
    open.push(isObject)
    expectsKey = isObject
  }

  function string(raw: Uint8Array, at: number, end: number, base: number): void {
    if (beyond > 0 || open.at(-1) !== true) return
    if (expectsKey) sink.key(raw.subarray(at + 1, end - 1), open.length, base + at)
    else sink.stringValue(base + end)
    expectsKey = false
  }

  return {
    reset,
    take(raw, base) {
      for (let at = 0; at < raw.length; at += 1) {
        const byte = raw[at]
        if (byte === QUOTE) {
          const end = stringEnd(raw, at)
          if (end === -1) {
            lose()
            return
          }
          string(raw, at, end, base)
          at = end - 1
        } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) begin(byte === OPEN_OBJECT, base + at)
        else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) close(byte === CLOSE_OBJECT, base + at + 1)
        else if (byte === COMMA) expectsKey = open.at(-1) === true
        else if (byte === RECORD_SEPARATOR && open.length > 0) lose()
      }
    },
  }
}
