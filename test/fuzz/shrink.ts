type Fails = (text: string) => Promise<boolean>

/** The shortest list in which the same goes wrong that leaving parts out leads to, within so many tries. */
async function shorter<T>(
  parts: readonly T[],
  fails: (parts: readonly T[]) => Promise<boolean>,
  tries: number,
): Promise<readonly T[]> {
  let shortest = parts
  let left = tries
  for (let size = Math.ceil(parts.length / 2); size >= 1 && left > 0; ) {
    let shrank = false
    for (let at = 0; at < shortest.length && left > 0; left -= 1) {
      const without = shortest.toSpliced(at, size)
      if (await fails(without)) {
        shortest = without
        shrank = true
      } else at += size
    }
    if (size === 1 && (!shrank || shortest.length === 0)) break
    if (!shrank || size > shortest.length) size = Math.max(1, Math.floor(size / 2))
  }
  return shortest
}

/** The shortest text in which the same goes wrong: by its lines, which can be read, and then by its characters. */
export async function shrink(text: string, fails: Fails, tries = 1500, byCharacters = true): Promise<string> {
  const lines = await shorter(text.split('\n'), some => fails(some.join('\n')), tries)
  if (!byCharacters) return lines.join('\n')
  const characters = await shorter([...lines.join('\n')], some => fails(some.join('')), tries)
  return characters.join('')
}
