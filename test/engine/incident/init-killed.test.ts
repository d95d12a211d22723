import { describe, expect, it } from 'vitest'
import { describedPod, eventTable } from '../described.ts'
import { onlyIncident, reportOf } from '../report-of.ts'

const SAYS =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown'

const notStarted = (message: string): string =>
  describedPod({ reason: 'StartError', exitCode: 128, limit: '4Mi' }).replace(
    / {6}Exit Code: {4}128\n {6}Started: .*/,
    `      Message:      ${message}\n      Exit Code:    128\n      Started:      Thu, 01 Jan 1970 01:00:00 +0100`,
  )

describe('a container of which the kernel killed the init', () => {
  it('ended by memory, at its end, and most likely by its limit', async () => {
    const incident = await onlyIncident({ 'pod.txt': notStarted(SAYS) })
    expect(incident).toMatchObject({
      kind: 'unknown',
      victims: [{ container: { name: 'cart' }, outcome: 'killed' }],
      at: { wall: '2026-01-15T08:30:09.500Z', plusMinusSeconds: 1.5 },
      causes: [{ code: 'container-limit', confidence: 'likely' }],
    })
    expect(incident.causes[0]?.why).toContain('has a limit of 4 MiB, to which that is charged')
  })

  it('is one kill with the events that repeat it', async () => {
    const events = eventTable(['2m', 'Failed', 'pod/cart-0', `Error: ${SAYS}`])
    const incident = await onlyIncident({ 'pod.txt': notStarted(SAYS), 'events.txt': events })
    expect(new Set(incident.evidence.map(({ path }) => path))).toEqual(new Set(['pod.txt', 'events.txt']))
  })

  it('is known from an event alone, also where it is the sandbox', async () => {
    for (const reason of ['Failed', 'FailedCreatePodSandBox']) {
      const incident = await onlyIncident({ 'events.txt': eventTable(['2m', reason, 'pod/cart-0', `Error: ${SAYS}`]) })
      expect(incident).toMatchObject({ kind: 'unknown', victims: [{ pod: { name: 'cart-0' }, container: null }] })
    }
  })
})

describe('a container that did not start for another reason', () => {
  const other = SAYS.replace('container init was OOM-killed (memory limit too low?)', 'exec: "cart": not found')

  it('was not killed', async () => {
    expect((await reportOf({ 'pod.txt': notStarted(other) })).incidents).toEqual([])
    expect((await reportOf({ 'events.txt': eventTable(['2m', 'Failed', 'pod/cart-0', other]) })).incidents).toEqual([])
  })

  it('was not, whoever else quotes those words', async () => {
    const rows = eventTable(['2m', 'Unhealthy', 'pod/cart-0', `Readiness probe failed: ${SAYS}`])
    expect((await reportOf({ 'events.txt': rows })).incidents).toEqual([])
  })
})
