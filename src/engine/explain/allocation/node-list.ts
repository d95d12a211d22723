/** More nodes than any kernel is built for (NODES_SHIFT is 10 at most). */
const MOST_NODES = 1024

/** `0-1,3` as numbers (%*pbl of the kernel); null for what is no such list. */
export function nodeList(text: string | null): readonly number[] | null {
  if (text === null || !/^\d{1,4}(?:-\d{1,4})?(?:,\d{1,4}(?:-\d{1,4})?)*$/.test(text)) return null
  const nodes = new Set<number>()
  for (const range of text.split(',')) {
    const [first = 0, last = first] = range.split('-').map(Number)
    for (let node = first; node <= last && node < MOST_NODES; node += 1) nodes.add(node)
  }
  return [...nodes].sort((a, b) => a - b)
}

/** Nodes that both lists hold; a list that is not known restricts nothing. */
export function nodesInBoth(a: readonly number[] | null, b: readonly number[] | null): readonly number[] | null {
  if (a === null || b === null) return a ?? b
  return a.filter(node => b.includes(node))
}
