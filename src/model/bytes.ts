const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** Three digits where a fraction is printed; a whole number below 1024 stays whole, so that `1000 MiB` is not `0.977 GiB`. */
const digits = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))

/**
 * A size as people who set memory limits read it: `812 B`, `37 KiB`, `512 MiB`, `1.5 GiB`. The units are binary, rounded
 * to three digits. `unknown` for what is no finite number.
 */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return 'unknown'
  let value = Math.round(Math.abs(bytes))
  let unit = 0
  while (digits(value) >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit += 1
  }
  const sign = bytes < 0 && value > 0 ? '-' : ''
  return `${sign}${digits(value)} ${UNITS[unit]}`
}

/** A size that the source prints in KiB (`kB` in the kernel's lines). */
export const formatKiB = (kib: number): string => formatBytes(kib * 1024)

const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`

function magnitude(seconds: number): string {
  if (seconds > 0 && seconds < 0.001) return '<0.001 s'
  if (seconds < 10) return `${Number((Math.round(seconds * 1000) / 1000).toPrecision(2))} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(seconds / 3600)
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/** A duration in its two largest units: `0.5 s`, `41 s`, `5 min 11 s`, `2 h 3 min`, `3 d 4 h`. `unknown` for what is no finite number. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown'
  return seconds < 0 ? `-${magnitude(-seconds)}` : magnitude(seconds)
}

/** A difference of clocks: tenths are worth a word while it is small. */
export const formatDifference = (seconds: number): string =>
  seconds < 600 ? `${Number(seconds.toFixed(1))} s` : formatSeconds(seconds)
