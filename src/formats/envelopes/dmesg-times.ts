import type { Body } from '../../model/reader.ts'
import type { WallReading } from '../../model/stamp.ts'

/** What dmesg prints before a message, in any order where several formats are asked for (util-linux 2.40). */
const DMESG: ReadonlySet<string> = new Set(['dmesg-x', 'dmesg', 'dmesg-T', 'dmesg-iso', 'dmesg-relative'])
/** Wrappings around what dmesg printed. */
const AROUND: ReadonlySet<string> = new Set(['cri', 'timestamped', 'kubectl-logs'])

/** True where dmesg may have printed a time: at the beginning, or after another time of a different kind. */
export const mayHoldDmesgTime = (body: Body, id: string): boolean =>
  body.ident === null && body.envelopes.every(outer => outer !== id && (DMESG.has(outer) || AROUND.has(outer)))

/** Of two times that dmesg printed for one message, the one that says more. */
export function renderedWall(known: WallReading | null, wall: WallReading | null): WallReading | null {
  if (known === null || known.clock !== 'printk-rendered') return wall ?? known
  if (wall === null || known.zone === 'given') return known
  return wall.zone === 'given' || wall.year === 'given' ? wall : known
}
