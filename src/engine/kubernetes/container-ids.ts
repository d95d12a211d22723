/** Tools print the first twelve digits of an ID or more; those tell containers of one case apart. */
const SHORT = 12

/** Whether two IDs, each whole or cut, can be of one container. */
export const isSameId = (a: string, b: string): boolean =>
  a.length >= SHORT && b.length >= SHORT && (a.startsWith(b) || b.startsWith(a))

/** Values by container ID, where either ID may be cut. */
export interface IdMap<T> {
  get(id: string): T | null
  /** Keeps what is known of the ID already. */
  add(id: string, value: T): void
  set(id: string, value: T): void
}

export function newIdMap<T>(): IdMap<T> {
  const known = new Map<string, { readonly id: string; readonly value: T }[]>()
  const find = (id: string) => known.get(id.slice(0, SHORT))?.find(each => isSameId(each.id, id)) ?? null
  const set = (id: string, value: T): void => {
    const others = (known.get(id.slice(0, SHORT)) ?? []).filter(each => !isSameId(each.id, id))
    known.set(id.slice(0, SHORT), [...others, { id, value }])
  }
  return {
    get: id => find(id)?.value ?? null,
    set,
    add(id, value) {
      if (find(id) === null) set(id, value)
    },
  }
}
