import type { Incident, Report } from '../../../../src/model/report.ts'
import { filesOf } from '../../bundle-text.ts'
import { choiceOf } from '../../mutate/chosen.ts'
import { must, type Seeds, type Target } from '../../target.ts'
import { smallBundles } from '../whole.ts'
import { chosenTarget, reportOf } from './support.ts'

const RANK = { possible: 0, likely: 1, certain: 2 } as const

const namesOf = ({ victims }: Incident): ReadonlySet<string> =>
  new Set(victims.filter(({ pid }) => pid !== null).map(({ comm, pid }) => `${comm} ${pid}`))

/** The same incident in the report of the whole: the only one with one of its victims. */
function counterpart(incident: Incident, whole: Report): Incident | null {
  const names = namesOf(incident)
  const found = whole.incidents.filter(each => [...namesOf(each)].some(name => names.has(name)))
  return found.length === 1 ? (found[0] ?? null) : null
}

/** What was surer than the whole allows: the first cause, as the more sure of two that are the same. */
function check(cut: Incident, whole: Incident): void {
  const [now, before] = [cut.causes[0], whole.causes[0]]
  if (!now || !before) return
  must(
    now.code !== before.code || RANK[now.confidence] <= RANK[before.confidence],
    'less of a log makes no cause surer',
    () => `${before.code} ${before.confidence} > ${now.confidence}`,
  )
  must(
    before.confidence !== 'possible' || now.confidence !== 'certain',
    'less of a log makes nothing certain that was not',
    () => `${before.code} ${before.confidence} > ${now.code} ${now.confidence}`,
  )
  must(
    whole.kind !== 'unknown' || cut.kind === 'unknown' || now.confidence !== 'certain',
    'less of a log makes no kind certain that is unknown',
    () => `${whole.kind} > ${cut.kind} ${now.confidence}`,
  )
}

/** However much of the end of a file is lost, nothing is surer than before. */
export function tail({ bundles }: Seeds): Target {
  return chosenTarget('without the tail of a file', smallBundles(bundles), async input => {
    const { random, text } = choiceOf(input)
    const files = filesOf(text)
    if (files.length === 0) return 'refused'
    const which = random.below(files.length)
    const less = files.map((file, at) =>
      at === which ? { path: file.path, bytes: file.bytes.subarray(0, random.below(file.bytes.length)) } : file,
    )
    const [whole, cut] = [await reportOf(files), await reportOf(less)]
    let found = 0
    for (const incident of cut.incidents) {
      const before = counterpart(incident, whole)
      if (!before) continue
      found += 1
      check(incident, before)
    }
    return found > 0 ? 'read' : 'refused'
  })
}
