/** A value that is made when it is first asked for: lexers and parsers take milliseconds each, and a run needs a few of them. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null
  return () => {
    made ??= make()
    return made
  }
}
