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
