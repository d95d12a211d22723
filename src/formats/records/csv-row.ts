/** Cells of a row, and whether its last cell goes on in the next line. */
export interface Row {
  readonly cells: readonly string[]
  readonly isOpen: boolean
}

/** Reads a row of comma-separated values (RFC 4180): a cell in quotes may hold the separator, newlines, and `""` for a quote. */
export function rowOf(text: string, separator: string): Row {
  const cells: string[] = []
  let at = 0
  while (at <= text.length) {
    if (text[at] !== '"') {
      const end = text.indexOf(separator, at)
      cells.push(text.slice(at, end === -1 ? text.length : end))
      if (end === -1) break
      at = end + 1
      continue
    }
    let cell = ''
    let from = at + 1
    for (;;) {
      const quote = text.indexOf('"', from)
      if (quote === -1) return { cells: [...cells, cell + text.slice(from)], isOpen: true }
      cell += text.slice(from, quote)
      from = quote + 1
      if (text[from] !== '"') break
      cell += '"'
      from += 1
    }
    cells.push(cell)
    const next = text.indexOf(separator, from)
    if (next === -1) break
    at = next + 1
  }
  return { cells, isOpen: false }
}
