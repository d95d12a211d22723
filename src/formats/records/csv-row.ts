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

/** Where the next cell in quotes begins, of those from a place on; -1 where none does. */
function nextQuoted(line: string, separator: string, from: number): number {
  if (line[from] === '"') return from
  const at = line.indexOf(`${separator}"`, from)
  return at === -1 ? -1 : at + separator.length
}

/** Whether a cell is open behind another line of a row, where one was open before it. */
export function isOpenBehind(line: string, separator: string): boolean {
  for (let from = 0; ; ) {
    const quote = line.indexOf('"', from)
    if (quote === -1) return true
    from = quote + 1
    if (line[from] === '"') {
      from += 1
      continue
    }
    const next = line.indexOf(separator, from)
    const opens = next === -1 ? -1 : nextQuoted(line, separator, next + 1)
    if (opens === -1) return false
    from = opens + 1
  }
}
