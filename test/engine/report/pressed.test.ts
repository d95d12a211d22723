import { expect, it } from 'vitest'
import { reportOf } from '../report-of.ts'

const psi = (some: number, full: number): string =>
  `some avg10=${some.toFixed(2)} avg60=1.00 avg300=1.00 total=123456789\nfull avg10=${full.toFixed(2)} avg60=1.00 avg300=1.00 total=103456789\n`
const told = async (path: string, text: string) => {
  const { headline, triage } = await reportOf({ [path]: text })
  return { headline, cited: triage[3]?.evidence.map(({ line }) => line) }
}

it('a machine that was under pressure when it was looked at is the news where nothing was killed', async () => {
  const { headline, cited } = await told('proc/pressure/memory', psi(55.12, 45.12))
  expect(headline).toMatch(
    /this proves little\. .* was under memory pressure when it was looked at: some of its tasks waited for memory 55\.12 % of ten seconds, all of them at once 45\.12 %\.$/,
  )
  expect(cited).toContain(1)
})

it.each([
  ['little of it', 'proc/pressure/memory', psi(9, 2)],
  ['that of the disk', 'proc/pressure/io', psi(55, 45)],
])('is none: %s', async (_, path, text) => {
  expect((await told(path, text)).headline).toMatch(/this proves little\.$/)
})
