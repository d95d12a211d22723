import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import { kernelLog } from './material.ts'

const incidentsIn = async (log: string) => (await analyze(bundleOf('bench', { 'kernel.log': log }))).incidents

test('a dense log holds as many kills as it was made with, each of another process', async () => {
  const log = [...kernelLog({ bytes: 1_000_000, reports: 20 })].join('')
  const incidents = await incidentsIn(log)
  expect(log.length).toBeGreaterThanOrEqual(1_000_000)
  expect(incidents).toHaveLength(20)
  expect(incidents.every(({ complete }) => complete)).toBe(true)
  expect(new Set(incidents.map(({ victims }) => `${victims[0]?.comm} ${victims[0]?.pid}`)).size).toBe(20)
})

test('a quiet log holds none', async () => {
  expect(await incidentsIn([...kernelLog({ bytes: 300_000, reports: 0 })].join(''))).toEqual([])
})
