import { describe, expect, it } from 'vitest'
import type { AnalyzeOptions } from '../../../src/model/options.ts'
import { killLines } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const at = (second: number): string =>
  `2026-01-15T08:${String(30 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}+00:00`
const kernel = (second: number, text: string): string =>
  `${at(second)} node-1 kernel: [${100 + second}.000000] ${text}\n`
const kubelet = (second: number, text: string): string => {
  const time = at(second).slice(11, 19)
  return `${at(second)} node-1 kubelet[812]: E0115 ${time}.000000     812 kubelet.go:2453] ${text}\n`
}

const hung = (second: number) => kernel(second, 'INFO: task kworker/0:1:123 blocked for more than 120 seconds.')
const late = (second: number) =>
  kubelet(
    second,
    '"Housekeeping took longer than expected" err="housekeeping took too long" expected="1s" actual="17.2s"',
  )
const pleg = (second: number) =>
  kubelet(
    second,
    '"Skipping pod synchronization" err="[container runtime is down, PLEG is not healthy: pleg was last seen active 3m8s ago; threshold is 3m0s]"',
  )
const kill = (second: number) =>
  killLines({ oomMemcg: null })
    .map(line => kernel(second, line))
    .join('')

const windowsIn = async (text: string) => (await reportOf({ 'node.log': text })).thrashing

describe('symptoms without samples', () => {
  it('of two kinds are a window that is possible, and led up to the kill', async () => {
    const report = await reportOf({ 'node.log': late(0) + hung(20) + pleg(50) + late(70) + kill(80) })
    expect(report.thrashing).toMatchObject([
      {
        scope: 'node',
        node: 'node-1',
        seconds: 70,
        confidence: 'possible',
        sort: 'unknown',
        ended: 'kill',
        alert: null,
      },
    ])
    expect(report.incidents[0]?.thrashing).toBe('t1')
    expect(report.thrashing[0]?.signals.map(({ signal }) => signal)).toEqual([
      'housekeeping-late',
      'hung-task',
      'pleg-unhealthy',
    ])
    for (const { evidence } of report.thrashing[0]?.signals ?? []) expect(evidence.length).toBeGreaterThan(0)
  })

  it.each([
    ['of one kind', hung(0) + hung(20) + hung(40)],
    ['minutes apart', hung(0) + late(120)],
    ['that are none', kernel(0, 'usb 1-1: new device') + kernel(10, 'TCP: out of memory -- consider tuning tcp_mem')],
  ])('%s are none', async (_, text) => {
    expect(await windowsIn(text + kill(130))).toEqual([])
  })

  it('without a kill are a window whose end is not known', async () => {
    expect(await windowsIn(hung(0) + late(20))).toMatchObject([{ ended: 'end-of-data', confidence: 'possible' }])
  })

  it('say nothing new where stalls were sampled', async () => {
    const samples = Array.from({ length: 60 }, (_, second) => {
      const total = Math.max(0, Math.min(40, second - 10)) * 500_000
      return `${at(second)}\nsome avg10=0.00 avg60=0.00 avg300=0.00 total=${total}\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=${total}\n`
    }).join('')
    const report = await reportOf({ 'node.log': hung(20) + late(30), 'psi-memory.txt': samples })
    expect(report.thrashing).toMatchObject([{ confidence: 'certain', scope: 'node' }])
  })
})

describe('windows and filters', () => {
  const text = late(0) + hung(20)
  const wanted = async (options: AnalyzeOptions) =>
    (await reportOf({ 'node.log': text }, options)).thrashing.map(({ id }) => id)

  it.each<[string, AnalyzeOptions, readonly string[]]>([
    ['of their node', { node: 'node-1' }, ['t1']],
    ['of another node', { node: 'node-2' }, []],
    ['of their time', { since: Date.UTC(2026, 0, 15, 8, 30, 15), until: Date.UTC(2026, 0, 15, 9) }, ['t1']],
    ['of a time before', { until: Date.UTC(2026, 0, 15, 8) }, []],
    ['of a time after', { since: Date.UTC(2026, 0, 15, 9) }, []],
  ])('%s', async (_, options, ids) => {
    expect(await wanted(options)).toEqual(ids)
  })
})
