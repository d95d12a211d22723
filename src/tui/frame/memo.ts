const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, at) => Object.is(value, b[at]))

/** Keeps the last few answers of a pure function, so that what did not change is not drawn again. */
export function remembering<Args extends readonly unknown[], Answer>(
  compute: (...args: Args) => Answer,
  most = 4,
): (...args: Args) => Answer {
  const kept: { readonly args: Args; readonly answer: Answer }[] = []
  return (...args) => {
    const at = kept.findIndex(each => same(each.args, args))
    const found = kept[at]
    if (found) return found.answer
    const answer = compute(...args)
    kept.unshift({ args, answer })
    if (kept.length > most) kept.pop()
    return answer
  }
}
