import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOomHeader } from '../../../grammars/kernel/oom-header.ts'
import { anyName, beginningsOf, expectLinear, HOSTILE_NAMES, long, taken } from './support.ts'

const seen = (line: string) => {
  const { comm, fields, flags } = taken(readOomHeader(line))
  return { comm: comm.text, fields: Object.fromEntries(fields), flags }
}

describe('a header', () => {
  it.each([
    [
      'since 5.0',
      'java invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=936',
      { gfp_mask: '0x140dca', order: '0', oom_score_adj: '936' },
      'GFP_HIGHUSER_MOVABLE|__GFP_COMP',
    ],
    [
      'of 4.15 to 4.20',
      'java invoked oom-killer: gfp_mask=0x6000c0(GFP_KERNEL), nodemask=(null), order=0, oom_score_adj=-998',
      { gfp_mask: '0x6000c0', nodemask: '(null)', order: '0', oom_score_adj: '-998' },
      'GFP_KERNEL',
    ],
    [
      'of 4.12, in pieces',
      'java invoked oom-killer: gfp_mask=0x14000c0(GFP_KERNEL), nodemask=(null),  order=2, oom_score_adj=0',
      { gfp_mask: '0x14000c0', nodemask: '(null)', order: '2', oom_score_adj: '0' },
      'GFP_KERNEL',
    ],
    [
      'with a list of nodes',
      'java invoked oom-killer: gfp_mask=0x24200ca(GFP_HIGHUSER_MOVABLE), nodemask=0-1,4, order=0, oom_score_adj=0',
      { gfp_mask: '0x24200ca', nodemask: '0-1,4', order: '0', oom_score_adj: '0' },
      'GFP_HIGHUSER_MOVABLE',
    ],
    [
      'of 3.8 to 4.5',
      'mysqld invoked oom-killer: gfp_mask=0x201da, order=0, oom_score_adj=0',
      { gfp_mask: '0x201da', order: '0', oom_score_adj: '0' },
      null,
    ],
    [
      'of 2.6.36 to 3.6',
      'x invoked oom-killer: gfp_mask=0xd0, order=1, oom_adj=-17, oom_score_adj=-1000',
      { gfp_mask: '0xd0', order: '1', oom_adj: '-17', oom_score_adj: '-1000' },
      null,
    ],
    [
      'of 2.6.32',
      'x invoked oom-killer: gfp_mask=0x280da, order=0, oom_adj=0',
      { gfp_mask: '0x280da', order: '0', oom_adj: '0' },
      null,
    ],
    [
      'of a page fault',
      'x invoked oom-killer: gfp_mask=0x0(), order=0, oom_score_adj=0',
      { gfp_mask: '0x0', order: '0', oom_score_adj: '0' },
      '',
    ],
    [
      'of an operator',
      'kworker/0:2 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0',
      { gfp_mask: '0xcc0', order: '-1', oom_score_adj: '0' },
      'GFP_KERNEL',
    ],
  ])('%s', (_, line, fields, flags) => {
    expect(seen(line)).toEqual({ comm: line.slice(0, line.indexOf(' invoked')), fields, flags })
  })

  it.each(HOSTILE_NAMES.filter(name => name !== ''))('of a task named “%s”', name => {
    const line = `${name} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=9`
    expect(seen(line)).toMatchObject({ comm: name, fields: { order: '0', oom_score_adj: '9' } })
  })

  it('reads as what was printed', () => {
    const mask = fc.nat(0xffffff).map(bits => `0x${bits.toString(16)}`)
    fc.assert(
      fc.property(
        anyName.filter(name => name !== ''),
        mask,
        fc.integer({ min: -1, max: 10 }),
        (comm, gfp, order) => {
          const line = `${comm} invoked oom-killer: gfp_mask=${gfp}(GFP_KERNEL|__GFP_ZERO), order=${order}, oom_score_adj=-7`
          const fields = { gfp_mask: gfp, order: `${order}`, oom_score_adj: '-7' }
          expect(seen(line)).toEqual({ comm, flags: 'GFP_KERNEL|__GFP_ZERO', fields })
        },
      ),
    )
  })

  it.each([
    'java invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER|__GFP_ZERO), order=10, oom_score_adj=',
    'java invoked oom-killer: gfp_mask=0x6000c0(GFP_KERNEL), nodemask=0-1,4, order=10, oom_score_adj=',
    'java invoked oom-killer: gfp_mask=0x201da, order=10, oom_score_adj=',
  ])('cut anywhere says nothing else: %s', line => {
    const whole = seen(`${line}936`)
    for (const part of beginningsOf(`${line}9`).slice(0, -1)) {
      const reading = readOomHeader(part)
      if (!reading.ok) continue
      const { comm, fields, flags } = seen(part)
      expect(comm).toBe(whole.comm)
      expect(whole.fields).toMatchObject(fields)
      expect([null, whole.flags]).toContain(flags)
    }
  })

  it('is none without its words', () => {
    for (const line of [
      '',
      'x',
      ' invoked oom-killer:',
      'invoked oom-killer: gfp_mask=0x0',
      'x invoked oom killer: ',
    ]) {
      expect(readOomHeader(line).ok).toBe(false)
    }
  })

  it('takes no longer than its length', () => {
    expectLinear(readOomHeader, [
      long('', 'a'),
      long('', ' invoked oom-killer'),
      long('', ' invoked oom-killer:'),
      long('a invoked oom-killer: gfp_mask=0', ',1'),
      long('a invoked oom-killer: gfp_mask=', '0x-'),
      long('a invoked oom-killer: ', 'a_'),
      long('a invoked oom-killer: gfp_mask=0x1(', 'A|'),
      long('a invoked oom-killer: ', 'order=0, '),
    ])
  })
})
