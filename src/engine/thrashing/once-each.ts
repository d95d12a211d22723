import { groupBy } from '../../model/group-by.ts'
import { type MachineTimes, newMachineTimes, type OnMachine } from '../incident/machine-times.ts'
import { byPlace, type Draft } from './draft.ts'

/** A window with its wall time; without one none can be held against another. */
interface Dated extends OnMachine {
  readonly draft: Draft
}

const datedOf = (draft: Draft): readonly Dated[] =>
  draft.from.wall === null || draft.to.wall === null
    ? []
    : [{ draft, node: draft.node, from: Date.parse(draft.from.wall), to: Date.parse(draft.to.wall) }]

const samplesOf = (draft: Draft): number => draft.found.window.levels.length

/** Two sources that sampled the same trouble tell of one window: the one with more samples. */
export function onceEach(drafts: readonly Draft[]): readonly Draft[] {
  const scopes = groupBy(drafts.flatMap(datedOf), ({ draft }) => draft.scope)
  const times = new Map<string, MachineTimes<Dated>>()
  for (const [scope, all] of scopes) times.set(scope, newMachineTimes(all))
  const isTold = (dated: Dated): boolean =>
    (times.get(dated.draft.scope)?.meeting(dated) ?? []).some(({ draft: other }) => {
      const more = samplesOf(other) - samplesOf(dated.draft) || (byPlace(other, dated.draft) < 0 ? 1 : -1)
      return other !== dated.draft && more > 0
    })
  return drafts.filter(draft => !datedOf(draft).some(isTold))
}
