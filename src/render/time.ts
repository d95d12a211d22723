import { formatSeconds } from '../model/bytes.ts'
import type { Instant } from '../model/report.ts'

const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}?)0*)?Z$/

/** `2024-05-01T02:11:07.250Z` → `2024-05-01 02:11:07.25 UTC`; any other text as it is. */
export function wallTime(wall: string): string {
  const match = ISO.exec(wall)
  if (!match) return wall
  const [, day, time, fraction = '0'] = match
  return `${day} ${time}${fraction === '0' ? '' : `.${fraction}`} UTC`
}

const sinceBoot = (bootSeconds: number): string => `${Math.round(bootSeconds * 1e6) / 1e6} s after boot`

/** The time in as few words as a table has room for. */
export function shortTime({ wall, bootSeconds }: Instant, withoutYear = false): string {
  if (wall === null) return bootSeconds === null ? 'unknown' : `boot+${Math.round(bootSeconds)} s`
  const match = ISO.exec(wall)
  if (!match) return wall
  const [, day = '', time] = match
  return `${withoutYear ? day.slice('2026-'.length) : day} ${time}`
}

/** The time with its bound, and where it was obtained from when that was not read but assumed (or always, when asked). */
export function longTime(at: Instant, withBasis = false): string {
  if (at.wall === null) return at.bootSeconds === null ? 'time not in the evidence' : sinceBoot(at.bootSeconds)
  const bound = at.plusMinusSeconds === null ? '' : ` ±${formatSeconds(at.plusMinusSeconds)}`
  const basis = at.basis !== null && (withBasis || /assum/i.test(at.basis)) ? `, ${at.basis}` : ''
  return wallTime(at.wall) + bound + basis
}
