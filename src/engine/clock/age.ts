import type { Age } from '../../model/stamp.ts'
import { type Bounds, RANK } from './bounds.ts'
import type { Capture } from './wall.ts'

/** Kubelets report to the API server every five minutes at least, so a case that shows any of that is not older. */
const UNSEEN_SECONDS = 300

/**
 * A time by an age. The capture was at the latest time that the case shows or later: how much later is not printed
 * anywhere, so that more than the unit of the age is uncertain.
 */
export function ageBounds(age: Age | null, capture: Capture | null): Bounds | null {
  if (age === null || capture === null) return null
  const to = capture.ms / 1000 - age.seconds
  return {
    from: to - age.unitSeconds,
    to,
    beyondSeconds: capture.is === 'given' ? 0 : UNSEEN_SECONDS,
    basis: capture.is === 'given' ? 'age before the time given' : 'age before the latest time in the bundle',
    zoneAssumed: capture.zoneAssumed,
    rank: RANK.capture,
    span: null,
  }
}
