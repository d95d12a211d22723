/** A number that a program printed; null where it printed none. */
export function numberOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined || !/^-?\d{1,20}(?:\.\d{1,9})?$/.test(text)) return null
  return Number(text)
}

const MIB = 1024 ** 2
export const mebibytes = (text: string | null | undefined): number | null => {
  const value = numberOf(text)
  return value === null ? null : value * MIB
}
export const mebibytesInKiB = (text: string | null | undefined): number | null => {
  const value = numberOf(text)
  return value === null ? null : value * 1024
}

const UNITS = 'BKMGTPE'

/** `157.9M`: a size as systemd prints it, in bytes (`FORMAT_BYTES` in basic/format-util.c, steps of 1024). */
export function systemdBytes(printed: string | null): number | null {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([BKMGTPE])$/.exec(printed ?? '') ?? []
  return number === undefined ? null : Math.round(Number(number) * 1024 ** UNITS.indexOf(unit))
}

const SECONDS: Readonly<Record<string, number>> = { us: 1e-6, ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 }

/** `1min 30s`: a span of time as systemd prints it. A bare number is seconds. */
export function systemdSeconds(printed: string | null): number | null {
  if (printed === null) return null
  if (/^\d+$/.test(printed)) return Number(printed)
  const parts = [...printed.matchAll(/(?<!\d)(\d+(?:\.\d+)?)([a-z]+)/g)]
  if (parts.length === 0) return null
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit ?? ''] ?? Number.NaN), 0)
}
