import { isSameId, SHORT_ID } from './container-ids.ts'

/** Values by container ID, where either ID may be cut: of several that fit, the one that was kept first. */
export interface IdMap<T> {
  get(id: string): T | null
  /** Keeps what is known of the ID already. */
  add(id: string, value: T): void
  /** Instead of everything that is known of the ID. */
  set(id: string, value: T): void
}

interface Kept<T> {
  readonly id: string
  readonly value: T
  readonly order: number
}

/** IDs that are alike for `depth` digits, by the next one. */
interface Fork<T> {
  readonly depth: number
  readonly next: Map<string, Kept<T> | Fork<T>>
  /** What was kept first of all below. */
  first: Kept<T>
}

type Place<T> = Kept<T> | Fork<T>

const isFork = <T>(place: Place<T>): place is Fork<T> => 'next' in place
const firstOf = <T>(place: Place<T>): Kept<T> => (isFork(place) ? place.first : place)

function alike(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

/**
 * IDs that are kept never fit each other, so that each is at an end of a tree that forks where they differ. A search looks at one
 * digit a fork, however many IDs begin alike, which is where a list would take a search of all.
 */
export function newIdMap<T>(): IdMap<T> {
  const heads = new Map<string, Place<T>>()
  let kept = 0

  /** The forks that lead to all that the ID may fit, from the top, and what is behind them. */
  function wayTo(id: string): { readonly forks: readonly Fork<T>[]; readonly end: Place<T> | null } {
    const forks: Fork<T>[] = []
    let place = heads.get(id.slice(0, SHORT_ID))
    while (place && isFork(place) && place.depth < id.length) {
      forks.push(place)
      place = place.next.get(id.charAt(place.depth))
    }
    return { forks, end: place && isSameId(firstOf(place).id, id) ? place : null }
  }

  function remove(id: string): void {
    const { forks, end } = wayTo(id)
    if (end === null) return
    let isGone = true
    for (const fork of forks.toReversed()) {
      if (isGone) fork.next.delete(id.charAt(fork.depth))
      isGone = fork.next.size === 0
      if (isGone) continue
      const firsts = [...fork.next.values()].map(firstOf)
      fork.first = firsts.reduce((a, b) => (a.order < b.order ? a : b))
    }
    if (isGone) heads.delete(id.slice(0, SHORT_ID))
  }

  function insert(entry: Kept<T>): void {
    const { id } = entry
    const head = id.slice(0, SHORT_ID)
    let near = heads.get(head)
    if (!near) {
      heads.set(head, entry)
      return
    }
    while (isFork(near)) near = near.next.get(id.charAt(near.depth)) ?? near.first
    const depth = alike(near.id, id)
    const above = wayTo(id).forks.findLast(fork => fork.depth < depth)
    const below = above ? above.next.get(id.charAt(above.depth)) : heads.get(head)
    if (below && isFork(below) && below.depth === depth) {
      below.next.set(id.charAt(depth), entry)
      return
    }
    const other = below ?? near
    const next = new Map<string, Place<T>>([
      [near.id.charAt(depth), other],
      [id.charAt(depth), entry],
    ])
    const fork = { depth, next, first: firstOf(other) }
    if (above) above.next.set(id.charAt(above.depth), fork)
    else heads.set(head, fork)
  }

  function set(id: string, value: T): void {
    // What fits no ID, not even itself, is never found.
    if (id.length < SHORT_ID) return
    remove(id)
    kept += 1
    insert({ id, value, order: kept })
  }

  return {
    get(id) {
      const { end } = wayTo(id)
      return end === null ? null : firstOf(end).value
    },
    set,
    add(id, value) {
      if (wayTo(id).end === null) set(id, value)
    },
  }
}
