import { describe, expect, it } from 'vitest'
import { describedPod } from '../described.ts'
import { reportOf } from '../report-of.ts'

const answer = async (text: string) => {
  const { triage } = await reportOf({ 'pod.txt': text })
  return [triage[0]?.detail, triage[4]?.detail]
}

const WAITS = 'State:          Waiting\n      Reason:       CrashLoopBackOff'
const ENDED =
  'State:          Terminated\n      Reason:       OOMKilled\n      Exit Code:    137\n      Finished:     Thu, 15 Jan 2026 08:40:12 +0000'
const state = (text: string): string => describedPod().replace(/State: {10}Running\n {6}Started: .*/, text)

describe('whether the container was OOMKilled', () => {
  it('says that it runs again only where it does', async () => {
    const [running] = await answer(describedPod())
    expect(running).toBe('1 container ended as OOMKilled (by lastState only: running again).')
    const [waiting] = await answer(state(WAITS))
    expect(waiting).toBe('1 container ended as OOMKilled (by lastState only).')
  })

  it('counts a container once, however often it was killed', async () => {
    const [twice] = await answer(state(ENDED))
    expect(twice).toBe('1 container ended as OOMKilled 2 times (1 of them by lastState only).')
  })
})

describe('what is handed off', () => {
  it('is what an evicted pod used', async () => {
    const message =
      'The node was low on resource: memory. Container cart was using 90Mi, request is 32Mi, has larger consumption of memory. '
    const evicted = describedPod({ reason: 'Completed', exitCode: 0 }).replace(
      'Status:           Running',
      `Status:           Failed\nReason:           Evicted\nMessage:          ${message}`,
    )
    expect((await answer(evicted))[1]).toBe(
      'evicted: pod shop/cart-0; resource: memory; container cart used 90Mi, with a request of 32Mi.',
    )
  })

  it('is nothing where nothing ended by memory', async () => {
    expect((await answer(describedPod({ reason: 'Completed', exitCode: 0 })))[1]).toBe('There is nothing to hand off.')
  })
})
