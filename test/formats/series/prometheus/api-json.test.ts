import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../../src/model/problem.ts'
import { prometheusJson } from '../../../../src/formats/series/prometheus/api-json.ts'
import { pairs, samplesIn } from '../read.ts'

const T = 1_700_000_000
const SCOPE = '/kubepods.slice/a.scope'
const some = { __name__: 'node_pressure_memory_waiting_seconds_total', instance: 'node-1:9100', job: 'node' }
const inContainer = {
  __name__: 'container_pressure_memory_stalled_seconds_total',
  container: 'app',
  id: SCOPE,
  instance: '10.0.0.7:10250',
  name: '"quoted": [ä]',
  node: 'worker-3',
}
const VALUES = [
  [T, '1.5'],
  [T + 5.25, '2e+00'],
  [T + 10, 'NaN'],
  [T + 15, '4'],
] as const
const READ = [
  [T, 1.5],
  [T + 5.25, 2],
  [T + 15, 4],
]

const answer = (...result: readonly object[]) => ({ status: 'success', data: { resultType: 'matrix', result } })
const one = { metric: some, values: VALUES }

describe('time series of Prometheus', () => {
  it.each([
    ['query_range', JSON.stringify(answer(one))],
    ['query_range through jq', JSON.stringify(answer(one), null, 2)],
    [
      'keys in the order of the alphabet',
      JSON.stringify({ data: { result: [one], resultType: 'matrix' }, status: 'success' }),
    ],
    ['the data alone', JSON.stringify(answer(one).data)],
    ['promtool', JSON.stringify([one])],
    [
      'VictoriaMetrics',
      JSON.stringify({ metric: some, values: [1.5, 2, null, 4], timestamps: VALUES.map(([time]) => time * 1000) }),
    ],
    [
      'vectors one after another',
      VALUES.map(value => JSON.stringify({ ...answer({ metric: some, value }), infos: [] })).join('\n'),
    ],
  ])('from %s', async (_, text) => {
    const { format, series } = await samplesIn(text, 'prometheus/range.json')
    expect(format).toBe('prometheus-json')
    expect(series).toHaveLength(1)
    expect(series[0]).toMatchObject({ clock: 'wall', zone: 'given', type: 'counter', node: 'node-1', scope: 'node' })
    expect(pairs(series, 'psi-memory-some')).toEqual(READ)
  })

  it('cite their own bytes, also after letters of several bytes in one line', async () => {
    const { series, bytes } = await samplesIn(JSON.stringify(answer({ metric: inContainer, values: VALUES }, one)))
    const node = series.find(({ scope }) => scope === 'node')
    const cgroup = series.find(({ scope }) => scope === SCOPE)
    expect(new TextDecoder().decode(bytes.subarray(node?.starts[2], node?.ends[2]))).toBe('[1700000015,"4"]')
    expect(new TextDecoder().decode(bytes.subarray(cgroup?.starts[1], cgroup?.ends[1]))).toBe('[1700000005.25,"2e+00"]')
    expect(node?.lines[2]).toBe(1)
    expect(cgroup).toMatchObject({ node: 'worker-3', metric: 'psi-memory-full' })
  })

  it('are the sum of their parts for the file LRU, at the times that both have', async () => {
    const part = (name: string, values: readonly unknown[]) => ({ metric: { ...some, __name__: name }, values })
    const { series } = await samplesIn(
      JSON.stringify(
        answer(
          part('node_memory_Active_file_bytes', [
            [T, '10'],
            [T + 5, '20'],
            [T + 10, '30'],
          ]),
          part('node_memory_Inactive_file_bytes', [
            [T, '1'],
            [T + 10, '3'],
          ]),
        ),
      ),
    )
    expect(pairs(series, 'file-lru')).toEqual([
      [T, 11],
      [T + 10, 33],
    ])
  })

  it.each([
    ['results of expressions', { instance: 'node-1:9100' }],
    ['containers without the path of their cgroup', { ...inContainer, id: undefined }],
    ['other metrics', { ...some, __name__: 'node_load1' }],
  ])('%s are left out', async (_, metric) => {
    const { format, series } = await samplesIn(JSON.stringify(answer({ metric, values: VALUES })))
    expect(format).toBe('prometheus-json')
    expect(series).toEqual([])
  })

  it('no limit is none', async () => {
    const metric = { ...inContainer, __name__: 'container_spec_memory_limit_bytes' }
    const { series } = await samplesIn(
      JSON.stringify(
        answer({
          metric,
          values: [
            [T, '0'],
            [T + 5, '4096'],
          ],
        }),
      ),
    )
    expect(pairs(series, 'memory-max', SCOPE)).toEqual([[T + 5, 4096]])
  })

  it('are read up to where the text ends', () => {
    const text = JSON.stringify(answer(one)).slice(0, -30)
    const found = [...prometheusJson.read({ path: 'a.json', text, bytes: new TextEncoder().encode(text) })]
    expect(found).toHaveLength(2)
    expect((found[1] as Problem).code).toBe('DOCUMENT_DAMAGED')
  })

  it.each([
    ['an error', { status: 'error', errorType: 'bad_data', error: 'parse error' }],
    ['a scalar', { status: 'success', data: { resultType: 'scalar', result: [T, '1'] } }],
    ['labels', { status: 'success', data: ['node_load1'] }],
    ['a record of a log', { metric: { name: 'x' }, message: 'Out of memory' }],
    ['an object of Kubernetes', { apiVersion: 'v1', kind: 'Pod', metadata: {} }],
  ])('%s is none', async (_, value) => {
    const { format, series } = await samplesIn(JSON.stringify(value))
    expect(format).not.toBe('prometheus-json')
    expect(series).toEqual([])
  })
})
