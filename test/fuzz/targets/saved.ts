import { analyze } from '../../../src/analyze.ts'
import { faultOfReport } from '../../../src/cli/report-shape.ts'
import type { Report } from '../../../src/model/report.ts'
import { outputs } from '../../../src/outputs/index.ts'
import { frameOf } from '../../../src/tui/frame/frame.ts'
import { press, stateOf } from '../../tui/support.ts'
import { members } from '../mutate/members.ts'
import { words } from '../mutate/words.ts'
import type { Seeds, Target } from '../target.ts'
import { inMemory, smallBundles } from './whole.ts'

const LARGEST_BUNDLE = 6000
const SIZE = { columns: 100, rows: 30 }
const OPTIONS = { width: 100, color: false, verbose: true }
/** Through the panes of an entry, its citations, the help and the lists. */
const KEYS = ['return', 'tab', 'c', 'j', 'G', 'g', 'v', '?', 'escape', 'n', 'l', 't']

/** A saved report that someone changed is refused, or shown by every output and every pane. */
export function savedTargets({ bundles }: Seeds): readonly Target[] {
  return [
    {
      family: 'saved report',
      name: 'view',
      form: 'text',
      anyMs: 400,
      longest: 200_000,
      async seeds() {
        const seeds: string[] = []
        for (const text of smallBundles(bundles, LARGEST_BUNDLE))
          seeds.push(JSON.stringify(await analyze(inMemory(text).bundle)))
        return seeds
      },
      mutate(text, other, random) {
        let made = text
        for (let count = 1 + random.below(3); count > 0; count -= 1)
          made = random
            .pick(random.chance(0.8) ? members : words)
            .change(made, random, { other, words: [''], odd: [''] })
        return made
      },
      run(text) {
        let value: unknown
        try {
          value = JSON.parse(text)
        } catch {
          return 'refused'
        }
        if (faultOfReport(value) !== null) return 'refused'
        const report = value as Report
        for (const output of outputs) output.write(report, OPTIONS)
        let state = stateOf(report, SIZE)
        for (const key of KEYS) {
          state = press(state, key)
          frameOf(state)
        }
        return 'read'
      },
    },
  ]
}
