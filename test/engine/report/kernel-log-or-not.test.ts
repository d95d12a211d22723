import { describe, expect, it } from 'vitest'
import { reportOf } from '../report-of.ts'

const kernelStep = async (text: string) => {
  const { triage, headline } = await reportOf({ 'a.log': text })
  return { answer: triage.find(({ step }) => step === 4)?.answer, headline }
}

const NO_LOG = 'No OOM kill is in these files; there is no kernel log among them, so that this proves little.'
const stamped = (...texts: readonly string[]): string =>
  texts.map((text, at) => `2026-01-15T08:30:1${at}.123Z ${text}\n`).join('')

describe('a log that shows nothing of a kernel', () => {
  it.each([
    ['lines with a time', stamped('started worker', 'connection lost')],
    [
      'records as JSON',
      '{"timestamp":"2026-01-15T08:30:10Z","message":"started"}\n{"timestamp":"2026-01-15T08:30:11Z","message":"lost"}\n',
    ],
    ['a table of a log store', '@timestamp,@message\n2026-01-15 08:30:10.123,started\n2026-01-15 08:30:11.123,lost\n'],
  ])('is no kernel log, so that its silence proves nothing: %s', async (_, text) => {
    expect(await kernelStep(text)).toEqual({ answer: 'unknown', headline: NO_LOG })
  })

  it.each([
    ['stamps of the kernel', stamped('[   12.300000] eth0: link up', '[   13.400000] eth0: link down')],
    ['the banner of a boot', stamped('Linux version 6.1.0-25-amd64 (debian-kernel@lists.debian.org)', 'eth0: link up')],
    [
      'a report that only kernels write',
      stamped('eth0: link up', 'java: page allocation failure: order:4, mode:0x40dc0'),
    ],
  ])('is one where it holds %s', async (_, text) => {
    expect(await kernelStep(text)).toMatchObject({ answer: 'no', headline: 'No OOM kill is in these logs.' })
  })
})
