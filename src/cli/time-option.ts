import { tz } from '@date-fns/tz'
import { parseISO } from 'date-fns/parseISO'
import { UsageError } from './complain.ts'

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Milliseconds since the epoch of a time that the user gave; without a zone of its own it is read in `zone`. */
export function timeOption(option: string, text: string | undefined, zone: string): number | undefined {
  if (text === undefined) return undefined
  const epochMs = ISO.test(text) ? parseISO(text, { in: tz(zone) }).getTime() : Number.NaN
  if (Number.isNaN(epochMs))
    throw new UsageError(`${option}: '${text}' is no time. Write it as 2026-03-01T14:30:00Z, or as a date.`)
  return epochMs
}
