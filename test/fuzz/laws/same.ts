import { must } from '../target.ts'

/** Text of a value: maps and sets by their entries, numbers that JSON cannot hold by their names. */
export const printed = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Map) return ['Map', ...each]
    if (each instanceof Set) return ['Set', ...each]
    if (ArrayBuffer.isView(each)) return [...(each as unknown as Iterable<number>)]
    return typeof each === 'number' && !Number.isFinite(each) ? String(each) : each
  }) ?? 'undefined'

/** The same input gives the same. */
export function same(first: unknown, second: unknown, law = 'the same input gives the same'): void {
  const [a, b] = [printed(first), printed(second)]
  if (a === b) return
  let at = 0
  while (a[at] === b[at]) at += 1
  must(false, law, () => `${a.slice(Math.max(0, at - 60), at + 60)} <> ${b.slice(Math.max(0, at - 60), at + 60)}`)
}
