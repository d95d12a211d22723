import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../grammars/reading.ts'

/** What a line says, field by field; a field that is not there is left out. */
export type Said = Readonly<Record<string, string>>

/** One kind of line: how it is printed and read, and printed again from what was read. */
export interface LineLaw<F, V> {
  readonly name: string
  readonly facts: fc.Arbitrary<F>
  readonly print: (facts: F) => string
  readonly said: (facts: F) => Said
  readonly read: (line: string) => Reading<V>
  readonly says: (value: V) => Said
  /** The line from its value alone; the facts give the era only. What the value lacks is printed as `LOST`. */
  readonly printAgain: (value: V, facts: F) => string
  /** The same in the form of another era, whose whole lines are the beginnings of these. */
  readonly printShorter?: (value: V) => string
}

export const LOST = '\u2205'

const RUNS = 200
const CUT_RUNS = 20

/** Leaves out what is null. */
export const said = (fields: Readonly<Record<string, string | number | null | undefined>>): Said =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, String(value)]],
    ),
  )

function read<F, V>(law: LineLaw<F, V>, line: string): V {
  const reading = law.read(line)
  if (!reading.ok) throw new Error(`${reading.message} at ${reading.offset} of ${line}`)
  return reading.value
}

/** Holds a kind of line to the three laws. */
export function hold<F, V>(law: LineLaw<F, V>): void {
  describe(law.name, () => {
    it('says what was printed', () => {
      fc.assert(
        fc.property(law.facts, facts => {
          expect(law.says(read(law, law.print(facts)))).toEqual(law.said(facts))
        }),
        { numRuns: RUNS },
      )
    })

    it('can be printed again from what was read', () => {
      fc.assert(
        fc.property(law.facts, facts => {
          const line = law.print(facts)
          expect(law.printAgain(read(law, line), facts)).toBe(line)
        }),
        { numRuns: RUNS },
      )
    })

    it('cut anywhere says the same or nothing of each field', () => {
      fc.assert(
        fc.property(law.facts, facts => {
          const line = law.print(facts)
          const whole = law.said(facts)
          for (let end = 0; end < line.length; end += 1) {
            const cut = line.slice(0, end)
            const reading = law.read(cut)
            // Nothing shows that a line was cut where what is left is a whole line in itself.
            if (!reading.ok || law.printAgain(reading.value, facts) === cut) continue
            if ([cut, cut.trim(), cut.trimEnd()].includes(law.printShorter?.(reading.value) ?? LOST)) continue
            for (const [field, value] of Object.entries(law.says(reading.value))) {
              expect(value, `${field} of ${JSON.stringify(cut)}`).toBe(whole[field])
            }
          }
        }),
        { numRuns: CUT_RUNS },
      )
    })
  })
}
