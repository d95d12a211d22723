import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import type { AnalyzeOptions } from '../../src/model/options.ts'
import type { Incident, Report } from '../../src/model/report.ts'

export const reportOf = (files: Readonly<Record<string, string>>, options: AnalyzeOptions = {}): Promise<Report> =>
  analyze(bundleOf('case', files), options)

/** The one incident of a case; anything else fails the test. */
export async function onlyIncident(
  files: Readonly<Record<string, string>>,
  options: AnalyzeOptions = {},
): Promise<Incident> {
  const { incidents } = await reportOf(files, options)
  const [first, ...others] = incidents
  if (!first || others.length > 0) throw new Error(`expected one incident, found ${incidents.length}`)
  return first
}

/** What tests compare: kind, victims, and how many sources are cited. */
export const brief = ({ kind, victims, scope }: Incident): string =>
  `${kind} ${scope.level} ${victims.map(victim => `${victim.comm ?? victim.container?.name}:${victim.pid}`).join('+')}`
