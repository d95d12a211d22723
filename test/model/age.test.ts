import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { humanDuration, isShortAge } from '../../src/model/age.ts'

/** The rules of the writer, for ages that it can print. */
function printed(elapsed: number): string {
  const minutes = Math.floor(elapsed / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  const years = Math.floor(days / 365)
  const two = (a: number, unit: string, b: number, smaller: string) => `${a}${unit}${b === 0 ? '' : `${b}${smaller}`}`
  if (elapsed < 120) return `${elapsed}s`
  if (minutes < 10) return two(minutes, 'm', elapsed % 60, 's')
  if (hours < 3) return `${minutes}m`
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  if (days < 8) return two(days, 'd', hours % 24, 'h')
  if (years < 2) return `${days}d`
  if (years < 8) return two(years, 'y', days % 365, 'd')
  return `${years}y`
}

describe('an age', () => {
  it('holds the time that was printed, to the unit that was printed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(1000), fc.nat(100_000), fc.nat(400_000_000)), elapsed => {
        const age = humanDuration(printed(elapsed))
        expect(age?.seconds).toBeLessThanOrEqual(elapsed)
        expect((age?.seconds ?? 0) + (age?.unitSeconds ?? 0)).toBeGreaterThan(elapsed)
        // As tight as the text allows: the next unit up prints something else.
        expect(printed((age?.seconds ?? 0) + (age?.unitSeconds ?? 0))).not.toBe(printed(elapsed))
        expect(isShortAge(printed(elapsed))).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('of the short style is as coarse as its one unit', () => {
    expect(humanDuration('5m', 'short')).toEqual({ seconds: 300, unitSeconds: 60 })
    expect(humanDuration('5m')).toEqual({ seconds: 300, unitSeconds: 1 })
    expect(['1m', '2h', '1d'].every(isShortAge)).toBe(true)
  })

  it.each(['', '<unknown>', '<invalid>', '5', 'm', '5m foo', '1s1s1s1s', '-5m', '9'.repeat(40)])('is not %j', text => {
    expect(humanDuration(text)).toBeNull()
  })
})
