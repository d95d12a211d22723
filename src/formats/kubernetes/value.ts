/** A stretch of the document's text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * A value of a JSON or YAML document that knows its place. What a document means is written once, over this interface.
 *
 * `null` in the document reads as absent, as it does in the Kubernetes API. When a key is repeated the last one counts,
 * as it does for every consumer of the API.
 */
export interface Value {
  get(key: string): Value | null
  /** Elements of a list that are not null; empty for anything else. */
  items(): readonly Value[]
  /** Null for anything but a string. */
  text(): string | null
  /** Null for anything but a finite number. */
  number(): number | null
  flag(): boolean | null
  /** From the key, where there is one, to the end of the value. Found on demand: only what is cited pays for it. */
  range(): Range
}

/** Follows keys downwards. */
export function at(value: Value | null, ...keys: readonly string[]): Value | null {
  let here = value
  for (const key of keys) {
    if (here === null) return null
    here = here.get(key)
  }
  return here
}
