import { describe, expect, test } from 'vitest'
import type { Digest } from '../../../src/engine/incident/digest.ts'
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { joinUnits } from '../../../src/engine/killer/units.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { UnitOom } from '../../../src/model/killer.ts'
import { kubernetesStamp, NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { killerKill, report, span, victim } from '../../rules/cases.ts'
import { clocks } from './clocks.ts'

const AT_MS = Date.parse('2026-10-07T08:31:01Z')
const at = (seconds: number): Stamp => kubernetesStamp(AT_MS + seconds * 1000)
const since = (bootSeconds: number): Stamp => ({ ...NO_STAMP, bootSeconds })
const yearless = (seconds: number): Stamp => {
  const { wall } = at(seconds)
  return { ...NO_STAMP, wall: wall && { ...wall, year: 'missing' } }
}

const says = (parts: Partial<UnitOom> = {}): UnitOom => ({
  kind: 'systemd.unit-oom',
  stamp: at(0),
  node: 'web-07',
  boot: 0,
  title: '',
  severity: 'critical',
  evidence: [{ ...span(9), path: 'journal' }],
  unit: 'billing.service',
  says: 'kernel-kill',
  processes: null,
  ...parts,
})

const CGROUP = '/system.slice/billing.service'
const digestOf = (parts: Partial<OomReport>): Digest => ({ report: report(parts) }) as Digest
/** A kill of the kernel, in the unit's cgroup unless something else is said. */
const act = (stamp: Stamp, parts: Partial<Act> = {}, told: Partial<OomReport> = {}): Act =>
  newAct({
    kind: 'memcg',
    killer: 'kernel',
    node: 'web-07',
    victims: [victim({ cgroup: CGROUP })],
    digests: [digestOf({ stamp, ...told })],
    ...parts,
  })
const nameless = { victims: [victim()] }

/** Which of the acts is given the line; null for none. */
function joins(acts: readonly Act[], unit: UnitOom): number | null {
  const { acts: joined, left } = joinUnits(acts, [unit], clocks)
  const at = joined.findIndex(({ units }) => units.includes(unit))
  expect(left).toEqual(at === -1 ? [unit] : [])
  return at === -1 ? null : at
}

describe('a line of systemd joins the kill', () => {
  test.each([
    ['in its unit, at once', act(at(0)), says(), true],
    ['in its unit, a quarter of an hour ago', act(at(-900)), says(), true],
    ['in its unit, longer ago', act(at(-901)), says(), false],
    ['in its unit, two minutes later by another clock', act(at(120)), says(), true],
    ['in its unit, later', act(at(121)), says(), false],
    ['in its unit, when nobody knows', act(NO_STAMP), says(), true],
    ['in another unit', act(at(0), { victims: [victim({ cgroup: '/system.slice/x.service' })] }), says(), false],
    ['in a slice that it names', act(at(0)), says({ unit: 'system.slice' }), true],
    ['by the limit of the unit', act(at(0), nameless, { oomMemcg: CGROUP }), says(), true],
    ['of a task of the unit', act(at(0), nameless, { taskMemcg: CGROUP }), says(), true],
    [
      'in a unit with an escaped dash',
      act(at(0), { victims: [victim({ cgroup: '/a\\x2db.service' })] }),
      says({ unit: 'a-b.service' }),
      true,
    ],
    ['in no cgroup that is known, two minutes ago', act(at(-120), nameless), says(), true],
    ['in no cgroup that is known, longer ago', act(at(-121), nameless), says(), false],
    ['in no cgroup that is known, when nobody knows', act(NO_STAMP, nameless), says(), false],
    ['on another machine', act(at(0), { node: 'web-08' }), says(), false],
    ['of the other killer', act(at(0), { killer: 'systemd-oomd' }), says(), false],
    ['of systemd-oomd, of which it speaks', act(at(0), { killer: 'systemd-oomd' }), says({ says: 'oomd-kill' }), true],
    ['of the kernel, when it speaks of systemd-oomd', act(at(0)), says({ says: 'oomd-kill' }), false],
    ['of the kernel, which a result does not name', act(at(0)), says({ says: 'result' }), true],
    [
      'of systemd-oomd, which a result does not name',
      act(at(0), { killer: 'systemd-oomd' }),
      says({ says: 'result' }),
      true,
    ],
    ['of a killer that systemd says nothing of', act(at(0), { killer: 'earlyoom' }), says({ says: 'result' }), false],
  ])('%s', (_, each, unit, expected) => {
    expect(joins([each], unit)).toBe(expected ? 0 : null)
  })

  test('that is nearest, by name or by time', () => {
    expect(joins([act(at(-60)), act(at(-2)), act(at(30))], says())).toBe(1)
    expect(joins([act(at(-60)), act(at(-50), nameless)], says())).toBe(1)
    expect(joins([act(at(-60)), act(NO_STAMP)], says())).toBe(0)
  })

  test('and says of what systemd-oomd marked that it is dead', () => {
    const marked = act(at(0), { killer: 'systemd-oomd', victims: [victim({ cgroup: CGROUP, outcome: 'signalled' })] })
    const outcome = (unit: UnitOom) => joinUnits([marked], [unit], clocks).acts[0]?.victims[0]?.outcome
    expect(outcome(says({ says: 'oomd-kill' }))).toBe('killed')
    expect(outcome(says({ says: 'result' }))).toBe('signalled')
  })
})

describe('where no clock is tied to the wall, one log is compared with itself', () => {
  const unknown = { ...clocks, boundsOf: () => null }
  const place = (start: number, path = 'journal') => [{ ...span(1), path, start }] as const
  const joined = (told: Partial<OomReport>, unit: Partial<UnitOom>): boolean =>
    joinUnits(
      [act(NO_STAMP, nameless, { evidence: place(1000), ...told })],
      [says({ stamp: NO_STAMP, evidence: place(1000), ...unit })],
      unknown,
    ).left.length === 0

  test.each([
    ['seconds since boot', since(10), since(130), true],
    ['more of them', since(10), since(131), false],
    ['the line stands before the kill', since(131), since(10), false],
    ['times without a year', yearless(0), yearless(120), true],
    ['later without a year', yearless(0), yearless(121), false],
  ])('%s', (_, kill, unit, expected) => {
    expect(joined({ stamp: kill }, { stamp: unit })).toBe(expected)
  })

  test('by the bytes between the lines, where nothing is printed', () => {
    expect(joined({}, { evidence: place(1000) })).toBe(true)
    expect(joined({}, { evidence: place(1000 + 65_536) })).toBe(true)
    expect(joined({}, { evidence: place(1000 + 65_537) })).toBe(false)
    expect(joined({}, { evidence: place(999) })).toBe(false)
    expect(joined({}, { evidence: place(1000, 'other') })).toBe(false)
    expect(joined({ stamp: since(5) }, {})).toBe(true)
    expect(joined({ stamp: at(0) }, { stamp: yearless(0), evidence: place(999) })).toBe(false)
  })

  test('and another killer’s line is as good as the kernel’s', () => {
    const oomd = newAct({
      kind: 'userspace',
      killer: 'systemd-oomd',
      victims: [victim()],
      kills: [killerKill({ killer: 'systemd-oomd', cgroup: null, stamp: since(10), evidence: place(1000) })],
    })
    const left = (stamp: Stamp) =>
      joinUnits([oomd], [says({ says: 'oomd-kill', node: null, stamp, evidence: place(2000) })], unknown).left.length
    expect([left(since(11)), left(since(200))]).toEqual([0, 1])
  })
})
