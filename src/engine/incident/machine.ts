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
