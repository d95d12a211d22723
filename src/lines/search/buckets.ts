import { HEAD_BYTES, type Mark, SHARES } from './marks.ts'

/** As many as a byte has bits. */
const BUCKETS = 8
/** Values of half a byte. */
const HALVES = 16

/** What a bucket admits at one place of a head: a set of lower and one of upper halves of the byte, as bits. */
interface Admitted {
  readonly low: number
  readonly high: number
}

const NOTHING: Admitted = { low: 0, high: 0 }

const withByte = ({ low, high }: Admitted, byte: number): Admitted => ({
  low: low | (1 << (byte % HALVES)),
  high: high | (1 << (byte >> 4)),
})

/** How large a part of a log is admitted. */
function shareOf({ low, high }: Admitted): number {
  let share = 0
  for (let upper = 0; upper < HALVES / 2; upper += 1) {
    if (((high >> upper) & 1) === 0) continue
    for (let lower = 0; lower < HALVES; lower += 1)
      if (((low >> lower) & 1) === 1) share += SHARES[upper * HALVES + lower] ?? 0
  }
  return share
}

const product = (bucket: readonly Admitted[]): number =>
  bucket.reduce((share, admitted) => share * shareOf(admitted), 1)

/**
 * Tables of half bytes, lower and upper ones in turn for each place of a head. A byte of a table is a set of buckets, one
 * a bit: bytes in a row may be a head where the sets of all their halves have a bucket in common. A head goes into the
 * bucket that then admits the least besides.
 */
export function headTables(marks: readonly Mark[]): readonly Uint8Array[] {
  const buckets = Array.from({ length: BUCKETS }, () => {
    const admitted: readonly Admitted[] = Array.from({ length: HEAD_BYTES }, () => NOTHING)
    return { admitted, share: 0 }
  })
  for (const mark of marks) {
    let best: (typeof buckets)[number] | undefined
    let bestNext = { admitted: [] as readonly Admitted[], share: Number.POSITIVE_INFINITY }
    let least = Number.POSITIVE_INFINITY
    for (const bucket of buckets) {
      const admitted = bucket.admitted.map((each, at) => withByte(each, mark.charCodeAt(at)))
      const share = product(admitted)
      if (share - bucket.share >= least) continue
      least = share - bucket.share
      best = bucket
      bestNext = { admitted, share }
    }
    if (best) Object.assign(best, bestNext)
  }
  const table = (at: number, half: 'low' | 'high'): Uint8Array =>
    Uint8Array.from({ length: HALVES }, (_, value) =>
      buckets.reduce((set, { admitted }, bit) => set | ((((admitted[at]?.[half] ?? 0) >> value) & 1) << bit), 0),
    )
  return Array.from({ length: HEAD_BYTES }, (_, at) => [table(at, 'low'), table(at, 'high')]).flat()
}
