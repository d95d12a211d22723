/** The same function, which is asked once for each object: what many incidents share is looked through once. */
export function onceFor<Key extends object, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return key => {
    const entry = known.get(key) ?? { value: of(key) }
    known.set(key, entry)
    return entry.value
  }
}
