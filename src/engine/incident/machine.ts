import { groupBy } from '../../model/group-by.ts'

const firstLabel = (name: string): string => name.split('.', 1)[0] ?? ''

/**
 * Whether two names can be of one machine: logs print its short name, its full one, or neither. A name that is not known
 * contradicts none.
 */
export function mayBeSameMachine(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return true
  const [one, two] = [a.toLowerCase(), b.toLowerCase()]
  return one === two || one === firstLabel(two) || firstLabel(one) === two
}

/** What all names of one machine have in common. */
export const machineKey = (name: string): string => firstLabel(name.toLowerCase())

/** Things by the machine that they are of. */
export interface ByMachine<T> {
  /** Those that may be of a machine, in their order: of that name, or of none that is known. All where the name is not known. */
  of(node: string | null): readonly T[]
}

export function byMachine<T>(things: readonly T[], nodeOf: (thing: T) => string | null): ByMachine<T> {
  const placed = things.map((thing, at) => ({ thing, at, node: nodeOf(thing) }))
  const groups = groupBy(placed, ({ node }) => node && machineKey(node))
  const nameless = groups.get(null) ?? []
  return {
    of(node) {
      if (node === null) return things
      const named = (groups.get(machineKey(node)) ?? []).filter(each => mayBeSameMachine(each.node, node))
      const all = nameless.length === 0 ? named : [...named, ...nameless].sort((a, b) => a.at - b.at)
      return all.map(({ thing }) => thing)
    },
  }
}
