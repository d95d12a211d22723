import { expect, test } from 'vitest'
import { killLines, raw, syslog } from '../engine/logs.ts'
import { reportOf } from '../engine/report-of.ts'

const dmesg = (): string => raw(100, killLines())

const nodesIn = async (...given: Parameters<typeof reportOf>): Promise<readonly (string | null)[]> =>
  (await reportOf(...given)).incidents.map(({ scope }) => scope.node).sort()

test('the same kill, pid and second on two nodes stays two', async () => {
  const files = {
    'sosreport-w1-2026-03-01-abcdefg/sos_commands/kernel/dmesg': dmesg(),
    'sosreport-w2-2026-03-01-bcdefgh/sos_commands/kernel/dmesg': dmesg(),
  }
  expect(await nodesIn(files)).toEqual(['w1', 'w2'])
})

test('machines that were never told their names stay two', async () => {
  const [a, b] = ['sosreport-localhost-2026-03-01-abcdefg', 'sosreport-localhost-2026-03-01-bcdefgh']
  const files = {
    [`${a}/hostname`]: 'localhost\n',
    [`${a}/sos_commands/kernel/dmesg`]: dmesg(),
    [`${b}/hostname`]: 'localhost\n',
    [`${b}/sos_commands/kernel/dmesg`]: dmesg(),
  }
  expect(await nodesIn(files)).toEqual([a, b])
})

test('a boot ID ties a machine to a node of the API server, whatever its name', async () => {
  const id = '6dc102bf-fb2e-411a-a66b-c3f7103af392'
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'pool-a-7' }, status: { nodeInfo: { bootID: id } } }
  const files = {
    'node.json': JSON.stringify(node),
    'sosreport-x-2026-03-01-abcdefg/proc/sys/kernel/random/boot_id': `${id}\n`,
    'sosreport-x-2026-03-01-abcdefg/hostname': 'db-17\n',
    'sosreport-x-2026-03-01-abcdefg/var/log/messages': syslog('2026-03-01T10:00:00Z', killLines(), 'db-17', 100),
    'sosreport-x-2026-03-01-abcdefg/sos_commands/kernel/dmesg': dmesg(),
  }
  expect(await nodesIn(files)).toEqual(['pool-a-7'])
})

test('the ID of a cloud machine is translated by the API server', async () => {
  const providerID = 'aws:///eu-west-1a/i-0123456789abcdef0'
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'ip-10-0-3-7.internal' }, spec: { providerID } }
  const files = {
    'node.json': JSON.stringify(node),
    'eks_i-0123456789abcdef0_2026-03-01_1000-UTC_0.7.8/kernel/dmesg.current': dmesg(),
  }
  expect(await nodesIn(files)).toEqual(['ip-10-0-3-7.internal'])
})

test('a folder that is named like a node of the API server is of that node', async () => {
  const node = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name } })
  const files = { 'a.json': node('w1'), 'b.json': node('w2'), 'logs/w1/dmesg': dmesg(), 'logs/w2.txt': dmesg() }
  expect(await nodesIn(files)).toEqual(['w1', 'w2'])
})

test('what a container prints of a kernel log is not proven', async () => {
  const text = killLines()
    .map(line => `Mar  1 10:00:00 w1 kernel: ${line}\n`)
    .join('')
  const { incidents } = await reportOf({
    'dump/nodes.json': '{}',
    'dump/shop/pods.json': '{}',
    'dump/shop/cart-0/logs.txt': text,
  })
  expect(incidents[0]?.causes.map(({ confidence }) => confidence)).not.toContain('certain')
})

test('the same kill in two logs of one node is one', async () => {
  const root = 'sosreport-label-2026-03-01-abcdefg'
  const files = {
    [`${root}/hostname`]: 'w1.example.com\n',
    [`${root}/sos_commands/kernel/dmesg`]: dmesg(),
    [`${root}/var/log/messages`]: syslog('2026-03-01T10:00:00Z', killLines(), 'w1', 100),
  }
  expect(await nodesIn(files)).toHaveLength(1)
})

test('what no path tells, the user may say', async () => {
  const files = { 'a.txt': dmesg(), 'b.txt': dmesg() }
  expect(await nodesIn(files)).toEqual([null])
  const nodePaths = [
    { node: 'w1', path: 'a.txt' },
    { node: 'w2', path: 'b.txt' },
  ]
  expect(await nodesIn(files, { nodePaths })).toEqual(['w1', 'w2'])
})

test('a path that is not there is said, and changes nothing', async () => {
  const { problems, incidents } = await reportOf({ 'a.txt': dmesg() }, { nodePaths: [{ node: 'w1', path: 'b.txt' }] })
  expect(problems).toContainEqual(expect.objectContaining({ code: 'NODE_PATH_UNMATCHED', severity: 'error' }))
  expect(incidents.map(({ scope }) => scope.node)).toEqual([null])
})
