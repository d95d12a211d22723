/** The keys of a type in the order in which they are written; `null` for what has no keys. */
export type Order<T> = [T] extends [string | number | boolean | null | undefined]
  ? null
  : [T] extends [readonly (infer E)[] | null]
    ? Order<E>
    : { readonly [K in keyof NonNullable<T>]-?: Order<NonNullable<T>[K]> }

export interface AnyOrder {
  readonly [key: string]: AnyOrder | null
}

const orders = new WeakMap<AnyOrder, readonly string[]>()

function namesIn(order: AnyOrder): readonly string[] {
  const names = orders.get(order) ?? Object.keys(order)
  orders.set(order, names)
  return names
}

type Fields = Readonly<Record<string, unknown>>

/** Names the keys of an object in the order in which they are written, each with the order of what is in it. Unknown keys are last. */
function inOrder(fields: Fields, order: AnyOrder | null, take: (key: string, own: AnyOrder | null) => void): void {
  if (order) for (const key of namesIn(order)) if (Object.hasOwn(fields, key)) take(key, order[key] ?? null)
  for (const key of Object.keys(fields)) if (!order || !Object.hasOwn(order, key)) take(key, null)
}

/** The entries of an object in the order in which they are written, each with the order of what is in it. Unknown keys are last. */
export function keysInOrder(value: object, order: AnyOrder | null): readonly [string, unknown, AnyOrder | null][] {
  const fields = value as Fields
  const entries: [string, unknown, AnyOrder | null][] = []
  inOrder(fields, order, (key, own) => entries.push([key, fields[key], own]))
  return entries
}

function ordered(fields: Fields, order: AnyOrder | null): object {
  const copy: Record<string, unknown> = {}
  inOrder(fields, order, (key, own) => {
    const each = arranged(fields[key], own)
    // Set, it would not become a key.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: each, enumerable: true })
    else copy[key] = each
  })
  return copy
}

/** A copy for JSON: keys in order (unknown ones last), text that is valid Unicode, and no number that JSON cannot hold. */
export function arranged(value: unknown, order: AnyOrder | null): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(one => arranged(one, order))
  return typeof value === 'object' && value !== null ? ordered(value as Fields, order) : value
}
