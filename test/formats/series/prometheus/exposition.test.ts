import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from '../read.ts'

const T = 1_700_000_000
const NAME = 'node_pressure_memory_waiting_seconds_total'
const LABELS = 'instance="node-1:9100",job="node"'
const READ = [
  [T, 1.5],
  [T + 5, 2],
]

describe('text of Prometheus with times', () => {
  it.each([
    [
      'promtool tsdb dump',
      `{__name__="${NAME}", instance="node-1:9100", job="node"} 1.5 ${T}000\n{__name__="${NAME}", instance="node-1:9100", job="node"} 2e+00 ${T + 5}000\n`,
    ],
    ['promtool tsdb dump-openmetrics', `${NAME}{${LABELS}} 1.5 ${T}\n${NAME}{${LABELS}} 2 ${T + 5}\n# EOF\n`],
    [
      'OpenMetrics with an exemplar',
      `# TYPE ${NAME} counter\n${NAME}{${LABELS}} 1.5 ${T}.000 # {trace_id="a"} 0.5\n${NAME}{${LABELS}} 2 ${T + 5}.000\n`,
    ],
    [
      'scrapes of /federate',
      `# TYPE ${NAME} untyped\n${NAME}{${LABELS}} 1.5 ${T}000\n# TYPE ${NAME} untyped\n${NAME}{${LABELS}} 2 ${T + 5}000\n`,
    ],
    [
      'blocks out of order, one of them twice',
      `${NAME}{${LABELS}} 2 ${T + 5}\n${NAME}{${LABELS}} 1.5 ${T}\n${NAME}{${LABELS}} 2 ${T + 5}\n`,
    ],
    [
      'other metrics before',
      `go_goroutines{${LABELS}} 7 ${T}\n${NAME}{${LABELS}} 1.5 ${T}\n${NAME}{${LABELS}} 2 ${T + 5}\n`,
    ],
  ])('as %s', async (_, text) => {
    const { format, series } = await samplesIn(text)
    expect(format).toBe('prometheus-text')
    expect(series).toHaveLength(1)
    expect(series[0]).toMatchObject({ node: 'node-1', scope: 'node', clock: 'wall', zone: 'given', type: 'counter' })
    expect(pairs(series, 'psi-memory-some')).toEqual(READ)
  })

  it('of a cgroup, with anything in its labels', async () => {
    const line = `container_pressure_memory_stalled_seconds_total{id="/kubepods.slice/a.scope",name="a\\"} 5 1700000000 \\\\",node="worker-3"} 3 ${T}123\n`
    const { series, bytes } = await samplesIn(line)
    expect(pairs(series, 'psi-memory-full', '/kubepods.slice/a.scope')).toEqual([[T + 0.123, 3]])
    expect(series[0]?.node).toBe('worker-3')
    expect(new TextDecoder().decode(bytes.subarray(series[0]?.starts[0], series[0]?.ends[0]))).toBe(line.trimEnd())
  })

  it('of an address that is no name is of that address', async () => {
    const { series } = await samplesIn(
      `${NAME}{instance="[fd00::7]:9100"} 1 ${T}\n${NAME}{instance="localhost:9100"} 1 ${T}\n`,
    )
    expect(series.map(({ node }) => node)).toEqual(['fd00::7', null])
  })

  it.each([
    ['a scrape without times', `# TYPE ${NAME} counter\n${NAME} 1.5\n${NAME}{${LABELS}} 1.5\n`],
    ['a value and something small', `${NAME}{${LABELS}} 1.5 17\n`],
    ['a kernel log', '[    1.000000] Out of memory: Killed process 1 (a) 1700000000\n'],
    ['stale markers', null],
  ])('%s gives nothing', async (_, text) => {
    const { format, series } = await samplesIn(text ?? `${NAME}{${LABELS}} NaN ${T}\n`)
    expect(series).toEqual([])
    if (text !== null) expect(format).not.toBe('prometheus-text')
  })
})
