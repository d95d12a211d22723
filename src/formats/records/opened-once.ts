import type { Body } from '../../model/reader.ts'
import { envelopes } from '../envelopes/index.ts'

/** A line without one of its wrappings, as far as its first record goes; null where it has none. */
export function openedOnce(body: Body): Body | null {
  for (const { id, open } of envelopes) {
    const [first] = id === 'mid-line' ? [] : [open(body) ?? []].flat()
    if (first !== undefined) return { ...first, envelopes: [...body.envelopes, id] }
  }
  return null
}
