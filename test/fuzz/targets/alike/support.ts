import { analyze } from '../../../../src/analyze.ts'
import { bundleOf } from '../../../../src/model/bundle.ts'
import type { Report } from '../../../../src/model/report.ts'
import { same } from '../../laws/same.ts'
import { chosen } from '../../mutate/chosen.ts'
import type { SeedFile } from '../../seeds.ts'
import type { Outcome, Target } from '../../target.ts'

export const reportOf = (files: readonly SeedFile[]): Promise<Report> =>
  analyze(bundleOf('case', Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]))))

/** A target whose inputs begin with a number that chooses what is done to the rest. */
export const chosenTarget = (
  name: string,
  seeds: readonly string[],
  run: (input: string) => Promise<Outcome>,
): Target => ({
  family: 'same verdict',
  name,
  form: 'bytes',
  anyMs: 800,
  seeds: () => seeds.map((seed, at) => `${at}\n${seed}`),
  mutate: chosen,
  shrinks: true,
  run,
})

export function sameVerdict(given: readonly string[], other: readonly string[], law: string): Outcome {
  same(given, other, law)
  return given.length > 0 ? 'read' : 'refused'
}
