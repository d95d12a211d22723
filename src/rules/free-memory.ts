import type { IncidentCase } from '../model/case.ts'
import { cmaOnly } from './cma-only.ts'
import { fragmentation } from './fragmentation.ts'
import { lowZone } from './low-zone.ts'
import { watermarksHigh } from './watermarks-high.ts'

/** Memory was free that the request could not have: then whoever holds most is not why it failed. */
export const hadMemory = (incidentCase: IncidentCase): boolean =>
  [lowZone, cmaOnly, watermarksHigh, fragmentation].some(rule => rule.check(incidentCase) !== null)
