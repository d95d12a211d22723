/** The keys of a type in the order in which they are written; `null` for what has no keys. */
export type Order<T> = [T] extends [string | number | boolean | null | undefined]
  ? null
  : [T] extends [readonly (infer E)[] | null]
    ? Order<E>
    : { readonly [K in keyof NonNullable<T>]-?: Order<NonNullable<T>[K]> }

export interface AnyOrder {
  readonly [key: string]: AnyOrder | null
}

const LONE_SURROGATE = /\p{Surrogate}/gu

/** The entries of an object in the order in which they are written, each with the order of what is in it. Unknown keys are last. */
export function keysInOrder(value: object, order: AnyOrder | null): readonly [string, unknown, AnyOrder | null][] {
  const given = new Map<string, unknown>(Object.entries(value))
  const known = order ? Object.keys(order).filter(key => given.has(key)) : []
  const others = [...given.keys()].filter(key => !order || !Object.hasOwn(order, key))
  return [...known, ...others].map(key => [
    key,
    given.get(key),
    order && Object.hasOwn(order, key) ? (order[key] ?? null) : null,
  ])
}

// Defined one by one, so that a key such as `__proto__` stays a key.
const ordered = (value: object, order: AnyOrder | null): object =>
  Object.fromEntries(keysInOrder(value, order).map(([key, each, own]) => [key, arranged(each, own)]))

/** A copy for JSON: keys in order (unknown ones last), text that is valid Unicode, and no number that JSON cannot hold. */
export function arranged(value: unknown, order: AnyOrder | null): unknown {
  if (typeof value === 'string') return value.replace(LONE_SURROGATE, '\ufffd')
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(one => arranged(one, order))
  return typeof value === 'object' && value !== null ? ordered(value, order) : value
}
