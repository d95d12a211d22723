/** The shortest text in which the same goes wrong that leaving parts out leads to, within so many tries. */
export async function shrink(text: string, fails: (text: string) => Promise<boolean>, tries = 1500): Promise<string> {
  let shortest = text
  let left = tries
  for (let size = Math.ceil(text.length / 2); size >= 1 && left > 0; ) {
    let shrank = false
    for (let at = 0; at < shortest.length && left > 0; left -= 1) {
      const without = shortest.slice(0, at) + shortest.slice(at + size)
      if (await fails(without)) {
        shortest = without
        shrank = true
      } else at += size
    }
    if (size === 1 && !shrank) break
    if (!shrank || size > shortest.length) size = Math.max(1, Math.floor(size / 2))
    if (size === 1 && shortest.length === 0) break
  }
  return shortest
}
