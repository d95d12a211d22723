import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Report } from '../../../src/model/report.ts'
import { reportOf } from '../report-of.ts'

const LOG = new URL('../../../corpus/cases/global-critical-agent/bundle/dmesg-T.txt', import.meta.url)

const disagreeing = ({ problems }: Report) => problems.filter(({ code }) => code === 'MEMORY_TOTALS_DISAGREE')

test('a total that someone changed is told with the lines that contradict it, and the account says so', async () => {
  const log = await readFile(LOG, 'utf8')
  expect(disagreeing(await reportOf({ 'dmesg.txt': log }))).toEqual([])

  const edited = log.replace('] active_anon:112486 ', '] active_anon:11248 ')
  const report = await reportOf({ 'dmesg.txt': edited })
  const [problem, ...others] = disagreeing(report)
  expect(others).toEqual([])
  expect(problem?.detail).toMatch(/anonymous LRU: the total is .* and the nodes add up to/)
  expect(problem?.evidence[0]?.excerpt).toContain('active_anon:11248 ')
  expect(problem?.evidence.some(({ excerpt }) => excerpt?.includes('Node 0 active_anon:'))).toBe(true)
  expect(report.incidents[0]?.memory?.note).toContain('Lines of the report disagree')
})
