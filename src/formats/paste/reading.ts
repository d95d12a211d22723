import type { Capture } from '../kubernetes/capture.ts'
import type { Places } from '../kubernetes/place.ts'

/** What the pieces are read with. */
export interface Reading {
  readonly places: Places
  readonly capture: Capture
  /** What the command line above says of whose pieces they are. */
  readonly pod: { readonly name: string | null; readonly namespace: string | null }
}
