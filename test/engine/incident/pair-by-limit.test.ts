import { describe, expect, test } from 'vitest'
import { describedPod } from '../described.ts'
import { killLines, list, podObject, raw, running, terminated } from '../logs.ts'
import { brief, onlyIncident, reportOf } from '../report-of.ts'

const END = '2026-01-15T08:30:10Z'
const BARE = 'Killed process 166 (java) total-vm:412345kB, anon-rss:51200kB, file-rss:1200kB, shmem-rss:0kB'
const other = (name: string): string =>
  describedPod({ name, id: 'e'.repeat(64), finished: 'Thu, 15 Jan 2026 08:31:50 +0000' })

describe('a kill in a kernel log without dates, and a described end by OOM', () => {
  test('of one limit are one kill, which says on what ground', async () => {
    const incident = await onlyIncident({ 'dmesg.txt': raw(1000, killLines()), 'pod.txt': describedPod() })
    expect(brief(incident)).toBe('memcg container java:4242')
    expect(incident.victims[0]).toMatchObject({
      pod: { namespace: 'shop', name: 'cart-0' },
      container: { name: 'cart' },
    })
    expect(incident.links.map(({ because }) => because)).toEqual(['limit-only'])
    expect(incident.at.wall).toBe('2026-01-15T08:30:09.500Z')
    expect(incident.causes).toMatchObject([{ code: 'container-limit', confidence: 'likely' }])
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['another limit', { 'dmesg.txt': raw(1000, killLines({ limitKiB: 131_072 })), 'pod.txt': describedPod() }],
    ['no limit in the log', { 'dmesg.txt': raw(1000, [BARE]), 'pod.txt': describedPod() }],
    [
      'no limit of the container',
      {
        'dmesg.txt': raw(1000, killLines()),
        'pod.txt': describedPod().replace(/ {4}Limits:\n {6}memory: .*\n/, ''),
      },
    ],
  ])('with %s are counted apart, and it is said that they may be one', async (_, files) => {
    const { incidents, contradictions, headline } = await reportOf(files)
    expect(incidents.map(({ kind }) => kind).filter(kind => kind === 'unknown').length).toBeGreaterThan(0)
    expect(incidents).toHaveLength(2)
    expect(headline).toMatch(/ 1 more incident in this bundle, which may be the same kill\.$/)
    expect(contradictions.map(({ against }) => against)).toEqual([
      expect.stringMatching(/^a kernel log without dates, whose kills \(i\d\) may be the same: one kill/),
    ])
  })

  test('are counted apart where two ends have the limit', async () => {
    const { incidents, headline } = await reportOf({
      'dmesg.txt': raw(1000, killLines()),
      'pod.txt': describedPod(),
      'other.txt': other('cart-1'),
    })
    expect(incidents).toHaveLength(3)
    expect(headline).toContain('2 more incidents in this bundle; one kill may be counted twice.')
  })

  test('are counted apart, and surely two, where the UIDs say so', async () => {
    const id = 'd'.repeat(64)
    const { incidents, contradictions } = await reportOf({
      'dmesg.txt': raw(1000, killLines()),
      'pods.json': list(
        podObject({
          uid: '00000000-1b2c-4d3e-8f90-aabbccddeeff',
          limit: '64Mi',
          containers: [{ id, lastState: terminated(END, { id }), state: running(END) }],
        }),
      ),
    })
    expect(incidents).toHaveLength(2)
    expect(contradictions).toEqual([])
  })
})
