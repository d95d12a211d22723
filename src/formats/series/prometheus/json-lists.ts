/** A sample, and where it stands in the text. */
export interface Listed {
  /** Seconds since the epoch. */
  readonly time: number
  readonly value: number
  readonly start: number
  readonly end: number
}

const OPENS_PAIRS = /\s*,\s*"(?:values"\s*:\s*\[|value"\s*:)/y
/** `[1700000000.123,"1.5"]`: seconds, and the value as text, which may be `NaN` or `+Inf`. */
const PAIR = /\s*(?:,\s*)?(\[\s*(-?\d{1,16}(?:\.\d{1,9})?(?:[eE][+-]?\d{1,3})?)\s*,\s*"([^"\n]{1,40})"\s*\])/y

function* pairs(text: string, from: number): Generator<Listed> {
  let at = from
  for (;;) {
    PAIR.lastIndex = at
    const [whole, pair = '', time, value] = PAIR.exec(text) ?? []
    if (whole === undefined) return
    at += whole.length
    yield { time: Number(time), value: Number(value), start: at - pair.length, end: at }
  }
}

/** The samples after the labels of a time series of Prometheus; null for something else. */
export function pairsAt(text: string, from: number): Iterable<Listed> | null {
  OPENS_PAIRS.lastIndex = from
  const opens = OPENS_PAIRS.exec(text)?.[0]
  if (opens === undefined) return null
  const first = from + opens.length
  PAIR.lastIndex = first
  return PAIR.test(text) ? pairs(text, first) : null
}

const OPENS_NUMBERS = /\s*,\s*"(values|timestamps)"\s*:\s*\[/y
/** VictoriaMetrics writes what is no number as null or as text. */
const NUMBER = /\s*(?:,\s*)?(null|"[^"\n]{0,12}"|-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?)/y
const CLOSES = /\s*\]/y

type Cell = Omit<Listed, 'time'>

function numbersAt(
  text: string,
  from: number,
  name: string,
): { readonly cells: readonly Cell[]; readonly end: number } | null {
  OPENS_NUMBERS.lastIndex = from
  const [opens, key] = OPENS_NUMBERS.exec(text) ?? []
  if (opens === undefined || key !== name) return null
  const cells: Cell[] = []
  let at = from + opens.length
  for (;;) {
    NUMBER.lastIndex = at
    const [whole, printed = ''] = NUMBER.exec(text) ?? []
    if (whole === undefined) break
    at += whole.length
    const value = printed === 'null' ? Number.NaN : Number(printed.replaceAll('"', ''))
    cells.push({ value, start: at - printed.length, end: at })
  }
  CLOSES.lastIndex = at
  const closes = CLOSES.exec(text)?.[0]
  return closes === undefined ? null : { cells, end: at + closes.length }
}

/** The same of VictoriaMetrics, which keeps values and times (in milliseconds) in a list each. */
export function zippedAt(text: string, from: number): readonly Listed[] | null {
  const values = numbersAt(text, from, 'values')
  const times = values && numbersAt(text, values.end, 'timestamps')
  if (!values || !times || values.cells.length !== times.cells.length) return null
  return values.cells.map((cell, at) => ({ ...cell, time: (times.cells[at]?.value ?? Number.NaN) / 1000 }))
}
