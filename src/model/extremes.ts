/** The least of some numbers, which may be hundreds of thousands: a call takes no more arguments than the stack has room for. */
export const leastOf = (values: Iterable<number>): number => {
  let least = Number.POSITIVE_INFINITY
  for (const value of values) least = Math.min(least, value)
  return least
}

/** The most of some numbers, which may be hundreds of thousands. */
export const mostOf = (values: Iterable<number>): number => {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) most = Math.max(most, value)
  return most
}
