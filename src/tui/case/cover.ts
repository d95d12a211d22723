/** Entries from the first to the last, both included. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** For each of `count` rows the range around it that began last, as an index into `ranges`; -1 where there is none. */
export function coverOf(count: number, ranges: readonly { readonly range: Range }[]): Int32Array {
  const cover = new Int32Array(count).fill(-1)
  const byStart = ranges.map(({ range }, at) => ({ range, at })).sort((a, b) => a.range.first - b.range.first)
  const open: { readonly range: Range; readonly at: number }[] = []
  let next = 0
  for (let row = 0; row < count; row += 1) {
    for (let each = byStart[next]; each && each.range.first === row; each = byStart[next]) {
      open.push(each)
      next += 1
    }
    // What is over but lies below another is taken off when it comes to the top.
    for (let top = open.at(-1); top && top.range.last < row; top = open.at(-1)) open.pop()
    cover[row] = open.at(-1)?.at ?? -1
  }
  return cover
}
