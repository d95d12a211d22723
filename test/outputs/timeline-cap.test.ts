import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '../../src/model/report.ts'
import { withinCap } from '../../src/outputs/timeline-cap.ts'
import { globalOom } from './reports.ts'

const entry = (id: string, parts: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id,
  kind: 'kube.event',
  at: { wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null },
  title: id,
  severity: 'info',
  incident: null,
  node: null,
  evidence: [],
  ...parts,
})
const timeline = [
  entry('e1'),
  entry('e2', { severity: 'critical' }),
  entry('e3'),
  entry('e4', { incident: 'i1' }),
  entry('e5', { severity: 'warning' }),
  entry('e6'),
]
const links = [{ to: 'e6', because: 'pid' as const }]
const [incident] = globalOom.incidents
if (!incident) throw new Error('no incident')
const report = { ...globalOom, timeline, incidents: [{ ...incident, links }] }
const ids = (most: number): readonly string[] => withinCap(report, most).timeline.map(({ id }) => id)

describe('the timeline of a document', () => {
  it('is whole where it fits', () => expect(withinCap(report, 6)).toBe(report))

  it('keeps what incidents refer to, then the most severe, then the earliest, in order', () => {
    expect(ids(2)).toEqual(['e4', 'e6'])
    expect(ids(4)).toEqual(['e2', 'e4', 'e5', 'e6'])
    expect(ids(5)).toEqual(['e1', 'e2', 'e4', 'e5', 'e6'])
  })

  it('counts what is left out, also of what was left out before', () => {
    expect(withinCap(report, 4).timelineOmitted).toBe(2)
    expect(withinCap({ ...report, timelineOmitted: 7 }, 4).timelineOmitted).toBe(9)
  })
})
