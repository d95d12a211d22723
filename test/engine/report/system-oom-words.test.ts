import { describe, expect, it } from 'vitest'
import { describedPod, eventTable } from '../described.ts'
import { onlyIncident, reportOf } from '../report-of.ts'

const SYSTEM = 'System OOM encountered, victim process: java, pid: 28712'
const one = eventTable(['12m', 'SystemOOM', 'node/node-1', SYSTEM])
describe('SystemOOM of a kubelet whose version is not known', () => {
  it('is said to be of the node since 1.21, and no more', async () => {
    const { incidents, triage } = await reportOf({ 'events.txt': one })
    expect(incidents).toMatchObject([{ kind: 'unknown', causes: [{ code: 'unknown' }] }])
    expect(incidents[0]?.causes[0]?.why).toMatch(
      /^The kubelet's event SystemOOM tells of a kill .* Since Kubernetes 1\.21 /,
    )
    expect(triage[2]).toMatchObject({ answer: 'unknown', detail: expect.stringContaining('1.21') })
  })

  it('is not the one who tells where a container is named', async () => {
    const { incidents } = await reportOf({ 'events.txt': one, 'pod.txt': describedPod({ limit: '0' }) })
    const ofPod = incidents.find(({ victims }) => victims[0]?.container?.name === 'cart')
    expect(ofPod?.causes[0]?.why).toMatch(/^Kubernetes says OOMKilled/)
    expect(ofPod?.causes[0]?.why).not.toContain('SystemOOM')
  })
})

const combined = async (text: string) =>
  (await reportOf({ 'events.txt': text })).missing
    .filter(({ what }) => what.includes('made 17 events'))
    .map(({ what }) => what)

it('many events that became one are kills that are not shown', async () => {
  const list = JSON.stringify({
    kind: 'EventList',
    apiVersion: 'v1',
    items: [
      {
        metadata: { name: 'node-1.17a1', namespace: 'default' },
        involvedObject: { kind: 'Node', name: 'node-1', uid: 'node-1' },
        reason: 'SystemOOM',
        message: `(combined from similar events): ${SYSTEM}`,
        source: { component: 'kubelet', host: 'node-1' },
        lastTimestamp: '2026-01-15T08:30:10Z',
        count: 17,
        type: 'Warning',
      },
    ],
  })
  const WHAT = ['16 more kills on node node-1: Kubernetes made 17 events SystemOOM one, with the text of the last']
  expect(await combined(list)).toEqual(WHAT)
  expect(await combined(list.replace('(combined from similar events): ', ''))).toEqual([])
  expect(await combined(list.replaceAll('SystemOOM', 'ImageGCFailed'))).toEqual([])
})

describe('a container that ended as OOMKilled', () => {
  it.each([0, 1, 143])('with exit code %i outlived the kill of a child', async exitCode => {
    const { causes } = await onlyIncident({ 'pod.txt': describedPod({ exitCode }) })
    expect(causes[0]?.why).toContain(`It ended with exit code ${exitCode}: the kernel killed another of its processes`)
  })

  it('with 137 did not', async () => {
    expect((await onlyIncident({ 'pod.txt': describedPod() })).causes[0]?.why).not.toContain('exit code')
  })
})
