import { describe, expect, test } from 'vitest'
import { summarise, summaryText } from '../../src/fleet/index.ts'
import { incident, record } from './parts.ts'

const page = { width: 100, color: false, verbose: false }
const kill = (at: number, wall: string | null, parts: object = {}) =>
  incident({ id: `i${at}`, pid: at, wall, plusMinusSeconds: wall === null ? null : 1, ...parts })

const RECORDS = [
  record({
    name: 'a.tgz',
    sha256: 'aa',
    nodes: [
      { name: 'n1', kernel: '6.1.0' },
      { name: 'n2', kernel: '5.15.0' },
    ],
    incidents: [
      kill(1, '2026-03-01T10:59:00.000Z'),
      kill(2, '2026-03-01T11:01:00.000Z', { limitBytes: 4096 }),
      kill(3, '2026-03-03T00:00:00.000Z', { node: 'n2', workload: 'web.service' }),
    ],
  }),
  record({ name: 'b.tgz', sha256: 'bb', incidents: [kill(1, '2026-03-01T10:59:00.500Z'), kill(9, null)] }),
  record({ name: 'copy/b.tgz', sha256: 'bb', incidents: [kill(1, '2026-03-01T10:59:00.500Z'), kill(9, null)] }),
  record({
    name: 'c.txt',
    sha256: 'cc',
    status: 'unreadable',
    failure: { reason: 'nothing-readable', detail: 'no log' },
  }),
  record({ name: 'd.tgz', sha256: 'dd', status: 'failed', failure: { reason: 'time-limit', detail: 'too long' } }),
]
const summary = summarise({ records: RECORDS, listed: ['a.tgz', 'e.tgz'] })

describe('the summary', () => {
  test('counts bundles by what became of them', () => {
    expect(summary.bundles).toEqual({
      listed: 6,
      analysed: 3,
      unreadable: 1,
      failed: 1,
      missing: 1,
      copies: 1,
      changed: 0,
    })
    expect(summary.missing).toEqual(['e.tgz'])
    expect(summary.failures.map(({ name, reason }) => [name, reason])).toEqual([
      ['c.txt', 'nothing-readable'],
      ['d.tgz', 'time-limit'],
    ])
  })

  test('counts each incident once', () => {
    expect(summary.incidents).toEqual({ distinct: 4, memoryKills: 4, repeats: 1, notComparable: 1 })
  })

  test('says whose, where and when', () => {
    expect(summary.workloads).toEqual([
      {
        name: 'container app of shop/cart',
        incidents: 3,
        nodes: 1,
        causes: [{ name: 'container-limit', incidents: 3 }],
        first: '2026-03-01T10:59:00.000Z',
        last: '2026-03-01T11:01:00.000Z',
        largestLimitBytes: 4096,
      },
      expect.objectContaining({ name: 'web.service', incidents: 1, nodes: 1 }),
    ])
    expect(summary.nodes).toEqual([
      { name: 'n1', incidents: 3 },
      { name: 'n2', incidents: 1 },
    ])
    expect(summary.kernels).toEqual([
      { name: '6.1.0', incidents: 3, nodes: 1 },
      { name: '5.15.0', incidents: 1, nodes: 1 },
    ])
  })

  test('has a trend by day, or by hour', () => {
    expect(summary.trend).toEqual({
      by: 'day',
      buckets: [
        { from: '2026-03-01T00:00:00Z', incidents: 2, memoryKills: 2 },
        { from: '2026-03-03T00:00:00Z', incidents: 1, memoryKills: 1 },
      ],
      undated: 1,
    })
    const { trend } = summarise({ records: RECORDS, listed: [] }, 'hour')
    expect(trend.buckets.map(({ from }) => from)).toEqual([
      '2026-03-01T10:00:00Z',
      '2026-03-01T11:00:00Z',
      '2026-03-03T00:00:00Z',
    ])
  })

  test('forgets a try that could not read what another read', () => {
    const gone = record({
      name: 'a.tgz',
      sha256: null,
      status: 'failed',
      failure: { reason: 'cannot-open', detail: 'gone' },
    })
    expect(summarise({ records: [...RECORDS, gone], listed: ['a.tgz', 'e.tgz'] })).toEqual(summary)
    expect(summarise({ records: [gone], listed: [] }).bundles).toMatchObject({ listed: 1, failed: 1 })
  })
})

describe('its text', () => {
  const text = summaryText(summary, page)

  test('begins with what was found, and what keeps it from being the whole truth', () => {
    expect(text.split('\n\n')[0]).toBe(
      [
        '  4 memory kills in 6 bundles.',
        '  3 analysed, 1 without a log that oomlens reads, 1 failed. 1 is a copy of another, byte by byte,',
        '    and counted with it.',
        '  1 incident is told again by another bundle (same node, victim and time) and counted once.',
        '  Of 1 incident the node, the time or the victim is not in the evidence: one told by two bundles',
        '    would count twice.',
        '  Not complete: 1 bundle has not been analysed yet, the first is e.tgz. Run the same command again,',
        '    or the shard that did not end.',
      ].join('\n'),
    )
  })

  test('has a table of workloads, a trend, and what was not analysed', () => {
    expect(text).toContain('          3  container app of shop/cart  container-limit      1  4 KiB  2026-03-01')
    expect(text).toContain('  2026-03-01  2  ##############################\n  2026-03-03  1  ###############\n')
    expect(text).toContain('1 incident is of unknown time.')
    expect(text).toContain('Not analysed\n  c.txt: no log\n  d.tgz: too long\n')
  })

  test('warns of what does not compare, and of contents that changed', () => {
    const mixed = summaryText(
      summarise({ records: [...RECORDS, record({ name: 'a.tgz', sha256: 'ff', oomlens: '0.9.0' })], listed: [] }),
      page,
    )
    expect(mixed).toMatch(/Made by 2 versions or sets of options, which do not compare: 5 by 1\.0\.0, 1 by 0\.9\.0\./)
    expect(mixed).toMatch(/1 record is of another content under the same name/)
    expect(text).not.toMatch(/Made by|another content/)
  })

  test('controls no terminal, whatever names the logs hold', () => {
    const hostile = record({ name: 'x\u001b[2J', incidents: [incident({ workload: '\u202ey\u001b]0;z\u0007' })] })
    expect(summaryText(summarise({ records: [hostile], listed: [] }), page)).not.toMatch(/[\u001b\u0007\u202e]/)
  })

  test('fits into its width', () => {
    for (const width of [40, 80, 120])
      for (const line of summaryText(summary, { ...page, width }).split('\n'))
        expect(line.length).toBeLessThanOrEqual(width)
  })
})
