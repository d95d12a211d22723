import { expect, test } from 'vitest'
import { raw, syslog } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const choice = (pid: number): string => `Out of memory: Kill process ${pid} (java) score 961 or sacrifice child`
const killed = (pid: number): string =>
  `Killed process ${pid} (java) total-vm:412345kB, anon-rss:51200kB, file-rss:1200kB`

const pidsOf = async (log: string): Promise<readonly (readonly (number | null)[])[]> =>
  (await reportOf({ log })).incidents.map(({ victims }) => victims.map(({ pid }) => pid))

test.each([
  ['seconds apart', raw(1000, [choice(166)]) + raw(1004, [choice(277)])],
  [
    'seconds apart in syslog',
    syslog('2026-01-15T08:30:10Z', [choice(166)]) + syslog('2026-01-15T08:30:14Z', [choice(277)]),
  ],
  ['without times', `kernel: ${choice(166)}\nkernel: ${choice(277)}\n`],
])('two choices %s, whose kills were filtered away, are two incidents', async (_, log) => {
  expect(await pidsOf(log)).toEqual([[166], [277]])
})

test('two choices at once, with both kills below, are two kills and no more', async () => {
  const log = raw(1000, [choice(166), choice(277), killed(166), killed(277)])
  expect((await pidsOf(log)).flat().sort()).toEqual([166, 277])
})

test('a choice and the kill of its child are one incident', async () => {
  expect(await pidsOf(raw(1000, [choice(166), killed(168)]))).toEqual([[168]])
})
