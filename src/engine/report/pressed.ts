import type { PressureReading } from '../../model/host.ts'
import type { Span } from '../../model/span.ts'
import { type NodeReading, ofKind } from './readings.ts'

/** From here on a window of thrashing opens, where there are samples; one reading has the mean of ten seconds. */
const FULL_PERCENT = 10
const SOME_PERCENT = 30

/** One reading by which tasks of the machine were waiting for memory. */
export interface Pressed {
  /** Begins with a capital, and ends without a dot. */
  readonly says: string
  readonly evidence: readonly Span[]
}

const isPressed = ({ resource, cgroup, some, full }: PressureReading): boolean =>
  resource === 'memory' &&
  cgroup === null &&
  ((full?.avg10Percent ?? 0) >= FULL_PERCENT || (some?.avg10Percent ?? 0) >= SOME_PERCENT)

/** The worst of the readings; null where none is bad. One reading is no window: how long it lasted is not known. */
export function pressedIn(readings: readonly NodeReading[]): Pressed | null {
  const fullOf = ({ full }: PressureReading): number => full?.avg10Percent ?? 0
  const [worst] = ofKind(readings, 'host.pressure')
    .filter(isPressed)
    .toSorted((a, b) => fullOf(b) - fullOf(a))
  if (!worst) return null
  const { of, some, full, evidence } = worst
  const shares = [
    ...(some === null ? [] : [`some of its tasks waited for memory ${some.avg10Percent} % of ten seconds`]),
    ...(full === null ? [] : [`all of them at once ${full.avg10Percent} %`]),
  ]
  const who = of === null ? 'A machine of the bundle' : `Node ${of}`
  return { says: `${who} was under memory pressure when it was looked at: ${shares.join(', ')}`, evidence }
}
