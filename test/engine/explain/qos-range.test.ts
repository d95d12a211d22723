import { expect, test } from 'vitest'
import { qosReading } from '../../../src/engine/explain/qos.ts'

const MIB = 2 ** 20

test.each([
  [3, 'Burstable', null],
  [4, 'Burstable', 996 * MIB],
  [998, 'Burstable', 2 * MIB],
  [999, 'Burstable', null],
  [1, null, null],
  [1001, null, null],
] as const)('an oom_score_adj of %d is that of %s', (adj, qos, requestBytes) => {
  expect(qosReading(adj, 'pause', 1000 * MIB)).toEqual({ qos, requestBytes })
})
