import type { Seeds, Target } from '../target.ts'
import { alikeTargets } from './alike/index.ts'
import { archiveTargets } from './archives.ts'
import { damageTargets } from './damage.ts'
import { fileTargets } from './files.ts'
import { grammarTargets } from './grammars.ts'
import { lineTargets } from './lines.ts'
import { savedTargets } from './saved.ts'
import { wholeTargets } from './whole.ts'

/** Everything that is fuzzed, as the registries of oomlens list it: a reader that is added there is fuzzed. */
export const allTargets = async (seeds: Seeds): Promise<readonly Target[]> => [
  ...(await grammarTargets(seeds)),
  ...lineTargets(seeds),
  ...fileTargets(seeds),
  ...(await archiveTargets(seeds)),
  ...damageTargets(seeds),
  ...alikeTargets(seeds),
  ...wholeTargets(seeds),
  ...savedTargets(seeds),
]
