import { expect, it } from 'vitest'
import { describedPod } from '../engine/described.ts'
import { onlyIncident } from '../engine/report-of.ts'

const pod = describedPod({ reason: 'Error', node: 'node-1' })
const log = (from: string, to: string, zone = '+00:00'): string =>
  `2026-01-${from}.000000${zone} node-1 kernel: eth0: link up\n2026-01-${to}.000000${zone} node-1 kernel: eth0: link down\n`

const cause = async (kernelLog: string) => {
  const { kind, causes, advice } = await onlyIncident({ 'pod.txt': pod, 'kern.log': kernelLog })
  return [kind, causes[0]?.code, causes[0]?.confidence, advice[0]?.do.slice(0, 18)]
}

it('a SIGKILL at a time that the kernel log covers without a kill came from somebody else', async () => {
  expect(await cause(log('15T08:00:00', '15T09:00:00'))).toEqual([
    'sigkill',
    'not-oom:unknown-sender',
    'likely',
    'Get the log of the',
  ])
})

it.each([
  ['ends before', log('15T07:00:00', '15T08:00:00')],
  ['is of another node', log('15T08:00:00', '15T09:00:00').replaceAll('node-1', 'node-2')],
  ['prints no zone', 'Jan 15 08:00:00 node-1 kernel: eth0: link up\nJan 15 09:00:00 node-1 kernel: eth0: link down\n'],
])('nothing is ruled out where the log %s', async (_, text) => {
  expect(await cause(text)).toEqual(['sigkill', 'not-oom:unknown-sender', 'possible', 'Get the kernel log'])
})
