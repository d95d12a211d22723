import type { Seeds, Target } from '../../target.ts'
import { between } from './between.ts'
import { tail } from './tail.ts'
import { twice } from './twice.ts'
import { wrapped } from './wrapped.ts'

/** What must not change a verdict, tried on bundles that lost, repeat or swap lines. */
export const alikeTargets = (seeds: Seeds): readonly Target[] => [
  between(seeds),
  twice(seeds),
  tail(seeds),
  wrapped(seeds),
]
