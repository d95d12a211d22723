import fc from 'fast-check'
import { type FleetRecord, type IncidentDigest, RECORD_SCHEMA, type RecordStatus } from '../../src/fleet/index.ts'

export const NO_OPTIONS = {
  timezone: null,
  node: null,
  namespace: null,
  pod: null,
  since: null,
  until: null,
  now: null,
} as const

export const incident = (parts: Partial<IncidentDigest> = {}): IncidentDigest => ({
  id: 'i1',
  kind: 'memcg',
  killer: 'kernel',
  level: 'container',
  workload: 'container app of shop/cart',
  node: 'n1',
  pod: null,
  container: null,
  pid: 42,
  comm: 'java',
  victims: 1,
  panic: false,
  cause: { code: 'container-limit', confidence: 'certain' },
  culprit: null,
  wall: '2026-03-01T10:00:00.000Z',
  plusMinusSeconds: 1,
  bootSeconds: null,
  limitBytes: 1024,
  ...parts,
})

export const record = (parts: Partial<FleetRecord> = {}): FleetRecord => ({
  schema: RECORD_SCHEMA,
  oomlens: '1.0.0',
  options: NO_OPTIONS,
  name: 'a.tgz',
  sha256: 'aa',
  bytes: 10,
  status: 'analysed',
  failure: null,
  headline: 'something died',
  layout: 'plain',
  capturedAt: null,
  nodes: [{ name: 'n1', kernel: '6.1.0' }],
  incidents: [],
  thrashingWindows: 0,
  problems: { error: 0, warning: 0, info: 0 },
  ...parts,
})

const orNull = <T>(values: readonly T[]) => fc.constantFrom(...values, null)

/** Few values for each field, so that records and incidents often look alike. */
export const incidents: fc.Arbitrary<IncidentDigest> = fc
  .record({
    kind: fc.constantFrom('memcg', 'global', 'sigkill', 'eviction'),
    workload: orNull(['a', 'b']),
    node: orNull(['n1', 'n2']),
    pid: orNull([1, 2]),
    comm: orNull(['java', 'x']),
    container: orNull([{ name: 'c', id: 'f00' }]),
    second: fc.integer({ min: 0, max: 12 }),
    plusMinusSeconds: orNull([0, 1, 2, 90]),
    limitBytes: orNull([1, 2]),
    dated: fc.boolean(),
  })
  .map(({ second, dated, ...parts }) =>
    incident({ ...parts, wall: dated ? new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString() : null }),
  )

const statuses: fc.Arbitrary<RecordStatus> = fc.constantFrom('analysed', 'unreadable', 'failed')

export const records: fc.Arbitrary<FleetRecord> = fc
  .record({
    oomlens: fc.constantFrom('0.9.0', '0.10.0', '0.10'),
    name: fc.constantFrom('a', 'b', 'c/d'),
    sha256: orNull(['aa', 'bb', 'cc']),
    status: statuses,
    headline: orNull(['x', 'y']),
    nodes: fc.array(fc.record({ name: orNull(['n1', 'n2']), kernel: orNull(['5', '6']) }), { maxLength: 2 }),
    own: fc.array(incidents, { maxLength: 4 }),
  })
  .map(({ own, status, ...parts }) =>
    record({
      ...parts,
      status,
      failure: status === 'analysed' ? null : { reason: 'crash', detail: 'it ended' },
      incidents: status === 'analysed' ? own.map((each, at) => ({ ...each, id: `i${at + 1}` })) : [],
    }),
  )
