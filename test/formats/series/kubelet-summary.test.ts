import { describe, expect, it } from 'vitest'
import { pairs, samplesIn } from './read.ts'

const T = Date.UTC(2026, 10, 23, 16, 57, 0) / 1000
const psi = (total: number) => ({
  full: { total: total / 2, avg10: 1.5, avg60: 0, avg300: 0 },
  some: { total, avg10: 12.25, avg60: 0, avg300: 0 },
})
const summary = (second: number, total: number, nodeName = 'worker-3') => ({
  node: {
    nodeName,
    systemContainers: [{ name: 'pods', memory: { psi: psi(7e6), majorPageFaults: 9 } }],
    memory: {
      time: `2026-11-23T16:57:0${second}Z`,
      availableBytes: 1000,
      usageBytes: 5000,
      workingSetBytes: 4000,
      majorPageFaults: 3,
      psi: psi(total),
    },
    io: { time: `2026-11-23T16:57:0${second}Z`, psi: psi(1e6) },
  },
  pods: [{ podRef: { name: 'é', uid: 'u' }, memory: { psi: psi(1) } }],
})

describe('the Summary API of the kubelet', () => {
  it('gives one sample of the node, in microseconds', async () => {
    const { format, series } = await samplesIn(JSON.stringify(summary(1, 2e6), null, 2))
    expect(format).toBe('kubelet-summary')
    expect(series[0]).toMatchObject({ node: 'worker-3', scope: 'node', clock: 'wall', zone: 'given' })
    expect(pairs(series, 'psi-memory-some')).toEqual([[T + 1, 2]])
    expect(pairs(series, 'psi-memory-full')).toEqual([[T + 1, 1]])
    expect(pairs(series, 'psi-memory-some-avg10')).toEqual([[T + 1, 0.1225]])
    expect(pairs(series, 'psi-io-some')).toEqual([[T + 1, 1]])
    expect(pairs(series, 'major-faults')).toEqual([[T + 1, 3]])
  })

  it('gives a series where a file holds several, each with its own bytes', async () => {
    const text = [summary(1, 2e6), summary(6, 5e6), summary(6, 9e6, 'worker-4')]
      .map(each => JSON.stringify(each))
      .join('\n')
    const { series, bytes } = await samplesIn(text)
    expect(pairs(series, 'psi-memory-some')).toEqual([
      [T + 1, 2],
      [T + 6, 5],
    ])
    const some = series.find(({ metric }) => metric === 'psi-memory-some')
    expect(new TextDecoder().decode(bytes.subarray(some?.starts[1], some?.ends[1]))).toBe('"total":5000000')
    expect(some?.lines[1]).toBe(2)
    expect(series.filter(({ metric }) => metric === 'psi-memory-some').map(({ node }) => node)).toEqual([
      'worker-3',
      'worker-4',
    ])
  })

  it('is read up to where it was cut', async () => {
    const text = JSON.stringify(summary(1, 2e6)) + JSON.stringify(summary(6, 5e6)).slice(0, 300)
    expect(pairs((await samplesIn(text)).series, 'psi-memory-some')).toEqual([[T + 1, 2]])
  })

  it.each([
    ['without pressure and times', { node: { nodeName: 'a', memory: { usageBytes: 1 } } }],
    ['that is something else', { node: { name: 'a' } }],
  ])('%s gives nothing', async (_, value) => {
    expect((await samplesIn(JSON.stringify(value))).series).toEqual([])
  })
})
