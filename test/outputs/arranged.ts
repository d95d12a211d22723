import type { AnyOrder } from '../../src/outputs/json-keys.ts'

/** A copy whose keys are in order, for JSON.stringify: what the output writes without one. */
export function arranged(value: unknown, order: AnyOrder | null): unknown {
  if (Array.isArray(value)) return value.map(one => arranged(one, order))
  if (typeof value !== 'object' || value === null) return value
  const given = new Map<string, unknown>(Object.entries(value))
  const known = Object.keys(order ?? {}).filter(key => given.has(key))
  const others = [...given.keys()].filter(key => !known.includes(key))
  return Object.fromEntries([...known, ...others].map(key => [key, arranged(given.get(key), order?.[key] ?? null)]))
}
