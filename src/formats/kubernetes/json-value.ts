import { valueEnd, walkMembers } from './json-scan.ts'
import type { Range, Value } from './value.ts'

/** Where a value stands: `start` is that of its key, where it has one. */
interface Place extends Range {
  readonly valueStart: number
}

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** Places of the members by key, or by number in a list; of repeated keys the last, as in JSON.parse. */
function placesWithin(text: string, valueStart: number): ReadonlyMap<string | number, Place> {
  const places = new Map<string | number, Place>()
  walkMembers(text, valueStart, (key, start, memberStart) => {
    const end = valueEnd(text, memberStart)
    places.set(key ?? places.size, { start, valueStart: memberStart, end })
    return end
  })
  return places
}

/** Values come from the native parser; where they stand is worked out only when someone asks, level by level. */
class JsonValue implements Value {
  private readonly source: string
  private readonly raw: unknown
  /** Of the outermost value its place, of the others the value around it. */
  private readonly base: JsonValue | Place
  private readonly key: string | number
  private within: ReadonlyMap<string | number, Place> | null = null

  constructor(source: string, raw: unknown, base: JsonValue | Place, key: string | number) {
    this.source = source
    this.raw = raw
    this.base = base
    this.key = key
  }

  get(key: string): Value | null {
    const { raw } = this
    // Own keys only: `constructor` is no field of a pod.
    if (!isObject(raw) || !Object.hasOwn(raw, key)) return null
    const value = raw[key]
    return value === null ? null : new JsonValue(this.source, value, this, key)
  }

  items(): readonly Value[] {
    const { raw } = this
    if (!Array.isArray(raw)) return []
    const items: Value[] = []
    raw.forEach((value: unknown, index) => {
      if (value !== null) items.push(new JsonValue(this.source, value, this, index))
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

  range(): Place {
    return this.base instanceof JsonValue ? this.base.placeOf(this.key) : this.base
  }

  private placeOf(key: string | number): Place {
    this.within ??= placesWithin(this.source, this.range().valueStart)
    return this.within.get(key) ?? this.range()
  }
}

/** The object that stands at a range of the text; null when it is not valid JSON. */
export function jsonValue(text: string, { start, end }: Range): Value | null {
  try {
    const raw: unknown = JSON.parse(text.slice(start, end))
    return new JsonValue(text, raw, { start, valueStart: start, end }, '')
  } catch {
    return null
  }
}
