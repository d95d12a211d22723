/** Where a file stands among those that log rotation made of one log. */
export interface Place {
  /** The path without what rotation and compression add. */
  readonly log: string
  /** Later files have larger numbers; null for the file that is written now, which is the last. */
  readonly number: number | null
  readonly by: 'number' | 'date'
}

const PACKED = /\.(?:gz|bz2|xz|zst)(?:!\/[^/]*)?$/
/** `kern.log.1`, `dmesg.0`: larger numbers are older (logrotate(8)). */
const NUMBERED = /^(.*[^.\d/])\.(\d{1,4})$/
/** `messages-20240301`, `messages-20240301-1709251200`: logrotate's `dateext`. */
const DATED = /^(.*[^-\d/])-(\d{8})(?:-(\d{1,10}))?$/

/** Where a path stands, as far as its name says. */
export function placeOf(path: string): Place {
  const name = path.replace(PACKED, '')
  const [, log = '', number] = NUMBERED.exec(name) ?? []
  if (number !== undefined) return { log, number: -Number(number), by: 'number' }
  const [, dated = '', day, second = '0'] = DATED.exec(name) ?? []
  if (day !== undefined) return { log: dated, number: Number(day) + Number(second) / 1e10, by: 'date' }
  return { log: name, number: null, by: 'number' }
}

/** True where the second file goes on where the first one ends: no file of the same log may stand between them. */
export function followsOn(first: string, second: string, paths: readonly string[]): boolean {
  const [a, b] = [placeOf(first), placeOf(second)]
  if (a.log !== b.log || a.number === null) return false
  // Without dates a missing number is a missing file.
  if (a.by === 'number') return b.number === null ? a.number >= -1 : b.by === 'number' && b.number - a.number === 1
  const between = paths.map(placeOf).filter(({ log, number, by }) => {
    if (log !== a.log || by !== 'date' || number === null) return false
    return number > (a.number ?? 0) && (b.number === null || number < b.number)
  })
  return (b.number === null || (b.by === 'date' && b.number > a.number)) && between.length === 0
}
