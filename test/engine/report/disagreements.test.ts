import { describe, expect, it } from 'vitest'
import { CONTAINER, killLines, UID } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const syslog = (lines: readonly string[], second = 10, host = 'node-1'): string =>
  lines
    .map(line => `2026-01-15T08:30:${String(second).padStart(2, '0')}+00:00 ${host} kernel: [  100.000000] ${line}\n`)
    .join('')

const quiet = (minute: string, host = 'node-1'): string =>
  `2026-01-15T08:${minute}:00+00:00 ${host} kernel: usb 1-1: new device\n`

interface Ended {
  readonly reason?: string
  readonly exitCode?: number
  readonly restarts?: number
}

const pods = ({ reason = 'OOMKilled', exitCode = 137, restarts = 1 }: Ended = {}): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'cart-0', namespace: 'shop', uid: UID },
    spec: { nodeName: 'node-1', containers: [{ name: 'cart', resources: { limits: { memory: '64Mi' } } }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'cart',
          restartCount: restarts,
          containerID: `containerd://${'d'.repeat(64)}`,
          state: { running: { startedAt: '2026-01-15T08:30:12Z' } },
          lastState: {
            terminated: {
              reason,
              exitCode,
              startedAt: '2026-01-15T08:00:00Z',
              finishedAt: '2026-01-15T08:30:10Z',
              containerID: `containerd://${CONTAINER}`,
            },
          },
        },
      ],
    },
  })

const said = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await reportOf(files)).contradictions.map(({ says }) => says)

describe('a status that says OOMKilled', () => {
  const kernel = quiet('00') + quiet('59')

  it('is contradicted by a kernel log of that node and time without a kill', async () => {
    const [first, ...more] = (await reportOf({ 'kern.log': kernel, 'pods.json': pods() })).contradictions
    expect(more).toEqual([])
    expect(first?.says).toBe('Kubernetes says that container cart of pod shop/cart-0 was OOMKilled')
    expect(first?.evidence[0]?.path).toBe('pods.json')
  })

  it.each([
    ['a log with the kill', { 'kern.log': syslog(killLines()) + quiet('59') }],
    ['a log of another node', { 'kern.log': quiet('00', 'node-2') + quiet('59', 'node-2') }],
    ['a log that ends before', { 'kern.log': quiet('00') + quiet('20') }],
    ['no log', {}],
  ])('is not contradicted by %s', async (_, files) => {
    expect(await said({ ...files, 'pods.json': pods() })).toEqual([])
  })
})

describe('a kill that the kernel reports', () => {
  const kernel = { 'kern.log': syslog(killLines()) }

  it('contradicts a status that says Error', async () => {
    const [first, ...more] = await said({ ...kernel, 'pods.json': pods({ reason: 'Error' }) })
    expect(more).toEqual([])
    expect(first).toBe('Kubernetes says that container cart of pod shop/cart-0 ended with Error, exit code 137')
  })

  it('agrees with one that says OOMKilled', async () => {
    expect(await said({ ...kernel, 'pods.json': pods() })).toEqual([])
  })
})

describe('restarts', () => {
  it('of which the bundle does not know all are said', async () => {
    const [first] = await said({ 'kern.log': syslog(killLines()), 'pods.json': pods({ restarts: 7 }) })
    expect(first).toBe('container cart of pod shop/cart-0 was restarted 7 times')
  })

  it('as many as kills are not', async () => {
    expect(await said({ 'kern.log': syslog(killLines()), 'pods.json': pods({ restarts: 1 }) })).toEqual([])
  })

  it('of a container without a kill are nobody’s business', async () => {
    expect(await said({ 'pods.json': pods({ reason: 'Completed', exitCode: 0, restarts: 7 }) })).toEqual([])
  })
})

describe('memory pressure', () => {
  const events = `LAST SEEN   TYPE     REASON                      OBJECT        MESSAGE\n5m          Normal   NodeHasInsufficientMemory   node/node-9   Node node-9 status is now: NodeHasInsufficientMemory\n`

  it('without a kill on that node is said', async () => {
    expect(await said({ 'events.txt': events })).toEqual(['The kubelet of node node-9 reported memory pressure'])
  })

  it('with one is not', async () => {
    const kernel = syslog(killLines(), 10, 'node-9')
    expect(await said({ 'events.txt': events, 'kern.log': kernel })).toEqual([])
  })
})

describe('SystemOOM', () => {
  const events = (pid: number): string =>
    `LAST SEEN   TYPE      REASON      OBJECT        MESSAGE\n5m          Warning   SystemOOM   node/node-1   System OOM encountered, victim process: java, pid: ${pid}\n`

  it('for a kill in a memory cgroup is said', async () => {
    expect(await said({ 'kern.log': syslog(killLines()), 'events.txt': events(4242) })).toEqual([
      'The kubelet says SystemOOM',
    ])
  })

  it('for one of the whole node is not', async () => {
    const kernel = syslog(killLines({ oomMemcg: null }))
    expect(await said({ 'kern.log': kernel, 'events.txt': events(4242) })).toEqual([])
  })
})
