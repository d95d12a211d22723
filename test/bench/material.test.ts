import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import { aimsTable, verdict } from './aims.ts'
import { jsonList, samples, yamlList } from './kube.ts'
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

test('lists of objects hold what they were made with, in JSON and in YAML', async () => {
  // What is known of the clocks of the API server and of twenty nodes.
  const CLOCKS = 21
  const json = await analyze(bundleOf('bench', { 'objects.json': jsonList(20, 50) }))
  expect(json.problems).toEqual([])
  expect(json.sources[0]).toMatchObject({ format: 'kubernetes-json', events: 20 + 50 + CLOCKS })
  expect(json.incidents).toHaveLength(2)
  const yaml = await analyze(bundleOf('bench', { 'pods.yaml': [...yamlList(60_000)].join('') }))
  expect(yaml.problems).toEqual([])
  expect(yaml.sources[0]).toMatchObject({ format: 'kubernetes-yaml' })
  expect(yaml.incidents.length).toBeGreaterThan(1)
})

test('samples are those of a series', async () => {
  const report = await analyze(bundleOf('bench', { 'pressure.log': [...samples(30)].join('') }))
  expect(report.series.length).toBeGreaterThan(0)
  expect(report.problems).toEqual([])
})

test('a bound is kept from its own side', () => {
  const aim = { work: 'work', against: 'a | b', unit: '×', must: 2, goal: 1 } as const
  expect([0.5, 1.5, 2.5, null].map(measured => verdict({ ...aim, measured }))).toEqual([
    'goal',
    'must',
    'missed',
    'not measured',
  ])
  expect(verdict({ ...aim, must: 1.7, goal: 1.9, isLeast: true, measured: 1.8 })).toBe('must')
  expect(aimsTable([{ ...aim, measured: 1.5 }])).toContain('| work | a \\| b | 1.50 × | ≤ 2 × | ≤ 1 × | must |')
})
