import { elementsAt, maySpellLetters, memberAt, onlyMember, type Place } from './json-place.ts'
import { valueEnd } from './json-scan.ts'
import type { Range, Value } from './value.ts'

/** The outermost value: an object of a document. */
interface Whole extends Range {
  readonly text: string
  readonly spellsLetters: boolean
}

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** Values come from the native parser; where they stand is worked out only when someone asks, level by level. */
class JsonValue implements Value {
  private readonly whole: Whole
  private readonly raw: unknown
  /** Null for the outermost value. */
  private readonly around: JsonValue | null
  private readonly key: string | number
  private place: Place | null = null
  /** Of a list. */
  private elements: readonly Range[] | null = null

  constructor(whole: Whole, raw: unknown, around: JsonValue | null, key: string | number) {
    this.whole = whole
    this.raw = raw
    this.around = around
    this.key = key
  }

  get(key: string): Value | null {
    const { raw } = this
    // Own keys only: `constructor` is no field of a pod.
    if (!isObject(raw) || !Object.hasOwn(raw, key)) return null
    const value = raw[key]
    return value === null ? null : new JsonValue(this.whole, value, this, key)
  }

  items(): readonly Value[] {
    const { raw } = this
    if (!Array.isArray(raw)) return []
    const items: Value[] = []
    raw.forEach((value: unknown, index) => {
      if (value !== null) items.push(new JsonValue(this.whole, value, this, index))
    })
    return items
  }

  text(): string | null {
    return typeof this.raw === 'string' ? this.raw : null
  }

  number(): number | null {
    return typeof this.raw === 'number' && Number.isFinite(this.raw) ? this.raw : null
  }

  flag(): boolean | null {
    return typeof this.raw === 'boolean' ? this.raw : null
  }

  range(): Range {
    const { text, end } = this.whole
    const { start, valueStart } = this.found()
    return { start, end: this.around === null ? end : valueEnd(text, valueStart) }
  }

  private found(): Place {
    const { start } = this.whole
    this.place ??= this.around === null ? { start, valueStart: start } : this.around.placeOf(this.key)
    return this.place
  }

  private placeOf(key: string | number): Place {
    const { text } = this.whole
    const { valueStart } = this.found()
    if (typeof key === 'string') return this.onlyPlaceOf(key) ?? memberAt(text, valueStart, key) ?? this.found()
    this.elements ??= elementsAt(text, valueStart)
    const start = this.elements[key]?.start
    return start === undefined ? this.found() : { start, valueStart: start }
  }

  /** The search goes on behind the end of this value first, which is cheaper than to find that end. */
  private onlyPlaceOf(name: string): Place | null {
    const { text, end, spellsLetters } = this.whole
    if (spellsLetters) return null
    const { valueStart } = this.found()
    const within = (end: number): Place | null => {
      const place = onlyMember(text.slice(valueStart, end), name)
      return place && { start: valueStart + place.start, valueStart: valueStart + place.valueStart }
    }
    return within(end) ?? (this.around === null ? null : within(valueEnd(text, valueStart)))
  }
}

/** The object that stands at a range of the text; null when it is not valid JSON. */
export function jsonValue(text: string, { start, end }: Range): Value | null {
  try {
    const own = text.slice(start, end)
    const raw: unknown = JSON.parse(own)
    return new JsonValue({ text, start, end, spellsLetters: maySpellLetters(own) }, raw, null, '')
  } catch {
    return null
  }
}
