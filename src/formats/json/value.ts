/** An object of JSON. Only its own keys are looked at. */
export type JsonObject = { readonly [key: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that a text is; null for anything else, also for what is no JSON. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** The value at a path of keys, also where a key holds the dots itself (`host.name`). */
export function valueAt(from: JsonObject, path: string): unknown {
  if (Object.hasOwn(from, path)) return from[path]
  let value: unknown = from
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

/** The text at the first path that has one; a number is given as it is written, an empty text says nothing. */
export function textAt(from: JsonObject, paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = valueAt(from, path)
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}
