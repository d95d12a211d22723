import { type BundleId, canonical, type FleetRecord, fleetOf, keyOf, type Maker } from '../../fleet/index.ts'

/** What need not be analysed again: records of the same maker. What failed is none, since time and memory may do now. */
export interface Known {
  /** The record of this bundle, or one made from that of a copy of it; null where there is neither. */
  find(id: BundleId): { readonly record: FleetRecord; readonly isCopy: boolean } | null
  add(record: FleetRecord): void
}

/** A file's own name can tell what is in it, so that only copies of the same name are alike. */
const contentOf = ({ name, sha256 }: BundleId): string => `${sha256 ?? ''}\n${name.slice(name.lastIndexOf('/') + 1)}`

const makerOf = ({ oomlens, options }: Maker): string => canonical({ oomlens, options })

export function openKnown(stored: readonly FleetRecord[], maker: Maker): Known {
  const byKey = new Map<string, FleetRecord>()
  const byContent = new Map<string, FleetRecord>()
  const add = (record: FleetRecord): void => {
    if (record.status === 'failed' || record.sha256 === null) return
    byKey.set(keyOf(record), record)
    byContent.set(contentOf(record), record)
  }
  const own = makerOf(maker)
  for (const record of fleetOf(stored).values()) if (makerOf(record) === own) add(record)
  return {
    add,
    find(id) {
      const record = byKey.get(keyOf(id))
      if (record) return { record, isCopy: false }
      const copied = byContent.get(contentOf(id))
      return copied ? { record: { ...copied, name: id.name }, isCopy: true } : null
    },
  }
}
