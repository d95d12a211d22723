import { describe, expect, it } from 'vitest'
import { list, podObject, terminated } from '../engine/logs.ts'
import { onlyIncident } from '../engine/report-of.ts'

const END = '2026-01-15T08:30:10Z'
const cause = async (condition: Readonly<Record<string, unknown>>) => {
  const pod = podObject({
    status: { phase: 'Failed', conditions: [{ type: 'DisruptionTarget', status: 'True', ...condition }] },
    containers: [{ state: terminated(END, { reason: 'Error' }), restarts: 0 }],
  })
  const { kind, causes } = await onlyIncident({ 'pods.json': list(pod) })
  return [kind, causes[0]?.code, causes[0]?.why]
}

describe('a pod that was marked to be removed', () => {
  it.each([
    ['PreemptionByScheduler', 'for one of higher priority'],
    ['EvictionByEvictionAPI', 'through the API'],
    ['DeletionByTaintManager', 'because of a taint of its node'],
    ['DeletionByPodGC', 'its node was gone'],
  ])('was ended for that: %s', async (reason, words) => {
    expect(await cause({ reason, lastTransitionTime: '2026-01-15T08:29:40Z' })).toEqual([
      'sigkill',
      'not-oom:grace-period',
      expect.stringContaining(words),
    ])
  })

  it.each([
    ['after its end', { reason: 'EvictionByEvictionAPI', lastTransitionTime: '2026-01-15T09:29:40Z' }],
    ['for a reason that says nothing of who', { reason: 'TerminationByKubelet', lastTransitionTime: END }],
    ['no longer', { reason: 'PreemptionByScheduler', status: 'False', lastTransitionTime: END }],
  ])('is not told to be where it was marked %s', async (_, condition) => {
    expect((await cause(condition))[1]).toBe('not-oom:unknown-sender')
  })
})
