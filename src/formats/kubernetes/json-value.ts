import { elementsIn, type JsonPlaces, memberIn, placesFrom, rangeAt } from './json-places.ts'
import { MAX_DEPTH } from './json-scan.ts'
import type { Range, Value } from './value.ts'

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** The outermost value. Where it and all in it stands is found when someone asks, and then at once. */
interface Whole extends Range {
  readonly text: string
  places: JsonPlaces | null
}

/** Values come from the native parser. */
class JsonValue implements Value {
  private readonly whole: Whole
  private readonly raw: unknown
  /** Null for the outermost value. */
  private readonly around: JsonValue | null
  private readonly key: string | number
  /** Among the places. */
  private index: number | null = null
  /** Of a list. */
  private elements: readonly number[] | null = null

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
    return this.around === null ? this.whole : rangeAt(this.places(), this.found())
  }

  private places(): JsonPlaces {
    const { whole } = this
    // An object that is a document by itself may hold what is as deep as that.
    whole.places ??= placesFrom(whole.text, whole.start, MAX_DEPTH + 1) ?? []
    return whole.places
  }

  private found(): number {
    this.index ??= this.around === null ? 0 : this.around.indexOf(this.key)
    return this.index
  }

  private indexOf(key: string | number): number {
    const places = this.places()
    const index = this.found()
    if (typeof key === 'string') return memberIn(places, this.whole.text, index, key) ?? index
    this.elements ??= elementsIn(places, index)
    return this.elements[key] ?? index
  }
}

/** The object that stands at a range of the text; null when it is not valid JSON. */
export function jsonValue(text: string, { start, end }: Range): Value | null {
  try {
    const raw: unknown = JSON.parse(text.slice(start, end))
    return new JsonValue({ text, start, end, places: null }, raw, null, '')
  } catch {
    return null
  }
}

/** The same of an object whose depth nobody has seen; null as well when it is nested too deeply. */
export function shallowJsonValue(text: string, { start, end }: Range): Value | null {
  try {
    const raw: unknown = JSON.parse(text.slice(start, end))
    const places = placesFrom(text, start, MAX_DEPTH)
    return places && new JsonValue({ text, start, end, places }, raw, null, '')
  } catch {
    return null
  }
}
