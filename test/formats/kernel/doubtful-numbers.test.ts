import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences } from './less.ts'
import { FIXTURES, factsOf, fixture, problemsIn, reportIn, reportsIn } from './read.ts'

const header = 'a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'
const killLine = (totalVm: number, pgtables: number) =>
  `Out of memory: Killed process 5 (a) total-vm:${totalVm}kB, anon-rss:3956kB, file-rss:4kB, shmem-rss:72kB, UID:0 pgtables:${pgtables}kB oom_score_adj:900`

describe('the size of page tables', () => {
  const columns = '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name'
  const row = '[      5]     0     5     1155     1007    45056        0           900 a'

  it('that 5.4 prints in bytes is read as bytes, by the table or by its size', () => {
    for (const lines of [
      [header, columns, row, killLine(4620, 45056)],
      [header, killLine(4620, 45056)],
    ]) {
      expect(reportIn(lines.join('\n')).kills).toMatchObject([{ pgtablesKiB: 44 }])
      expect(problemsIn(lines.join('\n'))).toMatchObject([
        { code: 'UNIT_MISLABELLED', evidence: [{ line: lines.length }] },
      ])
    }
  })

  it('that other kernels print in KiB stays what it is', () => {
    for (const [totalVm, pgtables] of [
      [4620, 44],
      [4_194_304, 8192],
      [195_955_840, 383_496],
      [2_097_152, 4096],
    ] as const) {
      const lines = [header, killLine(totalVm, pgtables)].join('\n')
      expect(reportIn(lines).kills).toMatchObject([{ pgtablesKiB: pgtables }])
      expect(problemsIn(lines)).toEqual([])
    }
  })
})

describe('the statistics of a cgroup', () => {
  const head = `${header}\nMemory cgroup stats for /a:`
  const stats = (count: number) => Array.from({ length: count }, (_, at) => `workingset_of_${at} 12345`)

  it('lose the last of them where they fill a record', () => {
    const full = stats(44)
    expect(full.join('\n').length).toBeGreaterThan(900)
    expect(reportIn([head, ...full].join('\n')).memcg?.stats).not.toHaveProperty('workingset_of_43')
    expect(reportIn([head, ...full].join('\n')).memcg?.stats).toHaveProperty('workingset_of_42', 12345)
  })

  it('are kept where they do not', () => {
    expect(reportIn([head, ...stats(6)].join('\n')).memcg?.stats).toHaveProperty('workingset_of_5', 12345)
    expect(reportIn([head, ...stats(90)].join('\n')).memcg?.stats).toHaveProperty('workingset_of_89', 12345)
  })
})

/** A number or a name that ends a log cannot be told from its beginning, nor an empty name from a lost one. */
const LAST_WORD = /(?:[\w./-]|\n\[ *\d+\].* |\n\[ *\d+\](?: +-?\d+){7,} .*|\nKernel panic .*)$/

describe.each(FIXTURES)('the report %s cut anywhere', name => {
  const text = fixture(name)
  const whole = factsOf(reportIn(text))

  it('says nothing that the whole one does not, but for the last word of the line that was cut', () => {
    for (let end = 0; end < text.length; end += 1) {
      const part = text.slice(0, end)
      if (text[end] !== '\n' && LAST_WORD.test(part)) continue
      for (const report of reportsIn(part)) expect(differences(factsOf(report), whole), `to ${end}`).toEqual([])
    }
  })

  it('never throws where it begins anywhere', () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), (start, length) => {
        expect(reportsIn(text.slice(start, start + length)).length).toBeLessThan(8)
      }),
      { numRuns: 60 },
    )
  })
})
