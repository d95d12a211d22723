import { readFileSync } from 'node:fs'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import type { Incident, Report } from '../../src/model/report.ts'
import { corpus, goldenOf, held, isHeld, openCase } from './cases.ts'

const schema = JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')) as AnySchema
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true }).compile(schema)

const NEWLINE = 10

/** The bytes without a stretch of whole lines, and cut short at the end. */
function damaged(bytes: Uint8Array, dropFrom: number, dropLines: number, cut: number): Uint8Array {
  const text = [...bytes.subarray(0, Math.ceil(bytes.length * cut))]
  const starts = [0, ...text.flatMap((byte, at) => (byte === NEWLINE ? [at + 1] : []))]
  const first = starts[Math.floor(dropFrom * starts.length)] ?? 0
  const after = starts[Math.floor(dropFrom * starts.length) + dropLines] ?? text.length
  return Uint8Array.from([...text.slice(0, first), ...text.slice(after)])
}

const killed = (report: Report): ReadonlySet<string> =>
  new Set(report.incidents.flatMap(({ victims }) => victims.map(({ pid, comm }) => `${comm} ${pid}`)))

/** A kill line stands for its victim alone: what is short, and is no prose. */
const proves = ({ evidence }: Incident, pid: number, comm: string): boolean =>
  evidence.some(({ line, endLine, excerpt }) => {
    const isShort = endLine - line < 3 && excerpt !== null
    return isShort && excerpt.includes(String(pid)) && excerpt.includes(comm)
  })

function check(report: Report, whole: Report): void {
  validate(report)
  expect(validate.errors).toBeNull()
  const ids = [...report.incidents, ...report.timeline].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const entries = new Set(report.timeline.map(({ id }) => id))
  for (const incident of report.incidents) {
    expect(incident.evidence.length).toBeGreaterThan(0)
    expect(incident.causes.every(cause => cause.evidence.length > 0)).toBe(true)
    expect(incident.links.every(link => entries.has(link.to))).toBe(true)
    for (const { pid, comm } of incident.victims) {
      if (pid !== null) expect(proves(incident, pid, comm ?? '')).toBe(true)
    }
  }
  // Nobody dies of damage.
  const before = killed(whole)
  for (const victim of killed(report)) if (!/ null$/.test(victim)) expect(before).toContain(victim)
}

test.each(corpus)(
  '$name: damage anywhere makes no victim, and no claim without proof',
  async each => {
    const members = (await held(await openCase(each))).filter(isHeld)
    const whole = goldenOf(each)
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        share,
        fc.nat({ max: 40 }),
        fc.oneof(fc.constant(1), share),
        fc.subarray(members, { minLength: 1 }),
        async (which, dropFrom, dropLines, cut, kept) => {
          const target = which % kept.length
          const files = kept.map(
            ({ path, bytes }, at) => [path, at === target ? damaged(bytes, dropFrom, dropLines, cut) : bytes] as const,
          )
          check(await analyze(bundleOf('damaged', Object.fromEntries(files)), each.options), whole)
        },
      ),
      { numRuns: 15 },
    )
  },
  60_000,
)
