import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { envelopes } from '../../../src/formats/envelopes/index.ts'
import type { Body, Envelope } from '../../../src/model/reader.ts'
import { bareBody } from './open.ts'

const CASES = new URL('../../../corpus/cases/', import.meta.url)
const LINES = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.(?:txt|log|json)$/.test(name))
  .flatMap(name => readFileSync(new URL(name, CASES), 'utf8').split('\n', 40))
  .map(line => line.slice(0, 400))

/** Around a text, whatever the text begins with: what the wrapping says of the line that it is in. */
const SURROUNDINGS: readonly Partial<Body>[] = [
  {},
  { ident: 'kernel', envelopes: ['syslog'] },
  { stamp: { bootSeconds: 1, wall: null, age: null }, envelopes: ['dmesg'] },
]

const missed = (text: string): readonly string[] =>
  envelopes.flatMap(({ id, first, open }: Envelope) =>
    first === undefined || first.test(text.charAt(0))
      ? []
      : SURROUNDINGS.some(around => open({ ...bareBody(text), ...around }) !== null)
        ? [`${id} opens ${text}`]
        : [],
  )

/** A wrapped line, also from its second or third character on, and behind another one. */
const wrapped = fc
  .tuple(fc.constantFrom(...LINES), fc.nat(8), fc.constantFrom('', ' ', '[', '<4>', 'data: ', '\u001e', 'é', '月'))
  .map(([line, from, before]) => before + line.slice(from))

test('no wrapping opens a line that does not begin as it says', () => {
  expect(envelopes.every(({ first }) => first !== undefined)).toBe(true)
  expect(new Set(LINES.map(line => line.charAt(0))).size).toBeGreaterThan(20)
  expect(LINES.flatMap(missed)).toEqual([])
  fc.assert(
    fc.property(wrapped, text => {
      expect(missed(text)).toEqual([])
    }),
    { numRuns: 3000 },
  )
})
