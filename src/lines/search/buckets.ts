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

/** Marks that share a bit, what their heads admit, and how often that stands in a log. */
interface Bucket {
  readonly marks: readonly Mark[]
  readonly admitted: readonly Admitted[]
  readonly share: number
}

const EMPTY: Bucket = { marks: [], admitted: Array.from({ length: HEAD_BYTES }, () => NOTHING), share: 0 }

function withMark(bucket: Bucket, mark: Mark): Bucket {
  const admitted = bucket.admitted.map((each, at) => withByte(each, mark.charCodeAt(at)))
  const share = admitted.reduce((product, each) => product * shareOf(each), 1)
  return { marks: [...bucket.marks, mark], admitted, share }
}

const without = (bucket: Bucket, mark: Mark): Bucket =>
  bucket.marks.includes(mark) ? bucket.marks.filter(each => each !== mark).reduce(withMark, EMPTY) : bucket

/** The buckets with one more mark, where it admits the least besides. */
function put(buckets: readonly Bucket[], mark: Mark): readonly Bucket[] {
  let best: { readonly at: number; readonly bucket: Bucket } | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [at, before] of buckets.entries()) {
    const bucket = withMark(before, mark)
    if (bucket.share - before.share >= least) continue
    least = bucket.share - before.share
    best = { at, bucket }
  }
  return best === null ? buckets : buckets.with(best.at, best.bucket)
}

/**
 * Tables of half bytes, lower and upper ones in turn for each place of a head. A byte of a table is a set of buckets, one
 * a bit: bytes in a row may be a head where the sets of all their halves have a bucket in common.
 */
export function headTables(marks: readonly Mark[]): readonly Uint8Array[] {
  let buckets: readonly Bucket[] = Array.from({ length: BUCKETS }, () => EMPTY)
  for (const mark of marks) buckets = put(buckets, mark)
  // The first marks did not know the others: asked again, most find a better place.
  for (const mark of marks)
    buckets = put(
      buckets.map(bucket => without(bucket, mark)),
      mark,
    )
  const table = (at: number, half: 'low' | 'high'): Uint8Array =>
    Uint8Array.from({ length: HALVES }, (_, value) =>
      buckets.reduce((set, { admitted }, bit) => set | ((((admitted[at]?.[half] ?? 0) >> value) & 1) << bit), 0),
    )
  return Array.from({ length: HEAD_BYTES }, (_, at) => [table(at, 'low'), table(at, 'high')]).flat()
}
