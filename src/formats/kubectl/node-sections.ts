import { type Field, isField } from './field.ts'

const HEADINGS = [
  'Name',
  'Roles',
  'Labels',
  'Annotations',
  'CreationTimestamp',
  'Taints',
  'Unschedulable',
  'Lease',
  'Conditions',
  'Addresses',
  'Capacity',
  'Allocatable',
  'Node-Local ResourceSlices',
  'System Info',
  'PodCIDR',
  'PodCIDRs',
  'ProviderID',
  'Non-terminated Pods',
  'Pods',
  'Allocated resources',
  'Events',
]

/** The parts of a described node by their headings at column 0. Messages are raw only in conditions and events. */
export class NodeSections {
  readonly #heads: ReadonlyMap<string, { readonly field: Field; readonly rows: readonly Field[] }>

  constructor(fields: readonly Field[]) {
    const heads = new Map<string, { field: Field; rows: Field[] }>()
    let current: Field[] = []
    let inEvents = false
    for (const field of fields) {
      // The events end the object; whatever looks like a heading there is part of a message.
      if (!inEvents && field.key !== null && isField(field, 0, ...HEADINGS) && !heads.has(field.key)) {
        current = []
        heads.set(field.key, { field, rows: current })
        inEvents = field.key === 'Events'
      } else current.push(field)
    }
    this.#heads = heads
  }

  /** The heading itself. */
  head(section: string): Field | null {
    return this.#heads.get(section)?.field ?? null
  }

  /** All lines under a heading. */
  rows(section: string): readonly Field[] {
    return this.#heads.get(section)?.rows ?? []
  }

  /** The first field of this name under a heading. kubectl up to 1.16 indents by one blank, later ones by two. */
  field(section: string, key: string): Field | null {
    return this.rows(section).find(field => field.indent > 0 && field.indent <= 2 && field.key === key) ?? null
  }
}
