/** Of a part of a log, what a report may say less than of the whole log. */

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that tell how much of the report there is. */
const EXTENT = new Set(['has', 'cutBy', 'hasHeader'])

/**
 * Where `part` says something that `whole` does not: the path of each such field. Null, false and an empty list say
 * nothing; the entries of a list are some of the other's.
 */
export function differences(part: unknown, whole: unknown, path = ''): readonly string[] {
  if (part === null || part === false) return []
  if (Array.isArray(part)) {
    const all = Array.isArray(whole) ? whole : []
    const isSame = (one: unknown, other: unknown) => differences(one, other).length === 0
    return part.flatMap((one, at) =>
      all.some(other => isSame(one, other)) ? [] : [`${path}[${at}] ${JSON.stringify(one)}`],
    )
  }
  if (isRecord(part)) {
    const all = isRecord(whole) ? whole : {}
    return Object.entries(part).flatMap(([key, value]) =>
      EXTENT.has(key) ? [] : differences(value, all[key], `${path}.${key}`),
    )
  }
  return part === whole ? [] : [`${path}: ${JSON.stringify(part)}, not ${JSON.stringify(whole)}`]
}
