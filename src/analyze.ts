import { buildReport } from './engine/build.ts'
import { type Digest, digest } from './engine/incident/digest.ts'
import { newRepeatedNames } from './engine/kubernetes/names.ts'
import { isHalf, joinHalves } from './engine/rotation/halves.ts'
import { type Kit, kit as ownKit } from './kit.ts'
import { layoutOf, unmatched, unmatchedPath } from './layouts/of-bundle.ts'
import { readMember } from './lines/read-member.ts'
import { type Bundle, isProblem } from './model/bundle.ts'
import type { OomEvent } from './model/event.ts'
import type { OomReport } from './model/kernel.ts'
import type { AnalyzeOptions, Progress } from './model/options.ts'
import type { Problem } from './model/problem.ts'
import { type Found, isSeries } from './model/reader.ts'
import type { Report } from './model/report.ts'
import type { Series } from './model/series.ts'
import type { SourceRead } from './model/source.ts'
import { verdictsOf } from './rules/run.ts'
import { VERSION } from './version.ts'

/**
 * Reads a bundle once, as a stream, and says what was killed, by whom and why. The same bundle, options and kit give the same
 * report.
 *
 * Bad input never rejects: it becomes a `Problem` in the report, and so does a member that cannot be read to its end, whatever
 * it rejects with, and a reader that throws. What rejects is the bundle's own `members()`, when it throws, and a rule or a
 * layout of the kit that does; those of oomlens do not.
 */
export async function analyze(bundle: Bundle, options: AnalyzeOptions = {}, kit: Kit = ownKit): Promise<Report> {
  const events: OomEvent[] = []
  const digests: Digest[] = []
  const halves: OomReport[] = []
  const problems: Problem[] = []
  const sources: SourceRead[] = []
  const series: Series[] = []
  const isRepeat = newRepeatedNames()
  let bytes = 0
  let path = ''
  const progress = (phase: Progress['phase']): void =>
    options.onProgress?.({ path, bytes, events: events.length + digests.length + halves.length, phase })

  function found(each: Found): void {
    if ('code' in each) problems.push(each)
    else if (isSeries(each)) series.push(each)
    else if (isRepeat(each)) return
    else if (each.kind !== 'kernel.oom-report') events.push(each)
    else if (isHalf(each)) halves.push(each)
    else digests.push(digest(each))
  }

  for await (const member of bundle.members()) {
    if (isProblem(member)) {
      problems.push(member)
      continue
    }
    path = member.path
    const read = await readMember(member, kit.readers, found, more => {
      bytes += more
      progress('reading')
    })
    sources.push(read)
  }
  progress('concluding')
  const paths = sources.map(source => source.path)
  for (const report of joinHalves(halves, paths)) digests.push(digest(report))
  const { nodePaths = [] } = options
  for (const each of unmatched(nodePaths, paths)) problems.push(unmatchedPath(each))
  const layout = layoutOf(paths, kit.layouts, nodePaths)
  const facts = { name: bundle.name, events, digests, problems, sources, series, layout }
  return buildReport(facts, options, {
    version: VERSION,
    verdictsOf: incidentCase => verdictsOf(incidentCase, kit.rules),
  })
}
