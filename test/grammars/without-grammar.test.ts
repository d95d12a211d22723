import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readByGrammar as timeByGrammar, readKernelTime } from '../../grammars/envelopes/kernel-time.ts'
import { readByGrammar as countersByGrammar, readCounterLine } from '../../grammars/kernel/counter-line.ts'
import { readByGrammar as headerByGrammar, readOomHeader } from '../../grammars/kernel/oom-header.ts'
import { plainRow } from '../../grammars/kernel/plain-row.ts'
import { readByGrammar as tableByGrammar } from '../../grammars/kernel/task-table.ts'

const textOf = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 3 })),
      {
        maxLength: 9,
      },
    )
    .map(parts => parts.join(''))

/** The most frequent lines are read by an expression: whatever it takes, the grammar reads the same. */
describe('what is read without the grammar', () => {
  it('is the same for stamps of printk', () => {
    const text = textOf(
      '[',
      ' ',
      '[  12.345678] ',
      '[12345.000001]',
      '] ',
      '[ T123] ',
      '[  C0]',
      '<4>',
      'oom',
      '1.000000',
      'T7]',
    )
    fc.assert(
      fc.property(text, line => {
        expect(readKernelTime(line)).toEqual(timeByGrammar(line))
      }),
      { numRuns: 3000 },
    )
  })

  it('is the same for statistics of a cgroup', () => {
    const text = textOf('anon', ' ', '25006080', 'file_mapped', '0', 'kB', ':', 'pgfault 12', '\t', '-1', 'Node 0')
    fc.assert(
      fc.property(text, line => {
        expect(readCounterLine(line)).toEqual(countersByGrammar(line))
      }),
      { numRuns: 3000 },
    )
  })

  it('is the same for the sizes of nodes and zones', () => {
    const text = textOf('Node 0 ', 'DMA ', 'free:12kB', 'free:12kB min:3kB ', 'anon(file):1KB', ':', ' ', '4kB', 'kB')
    const end = fc.constantFrom(
      '',
      ' ',
      ' all_unreclaimable? yes',
      ' all_unreclaimable? no',
      'all_unreclaimable? no',
      '\n',
    )
    fc.assert(
      fc.property(fc.constantFrom('', 'Node 0 ', 'Node 1 Normal ', 'Node '), text, end, (start, text, end) => {
        expect(readCounterLine(start + text + end)).toEqual(countersByGrammar(start + text + end))
      }),
      { numRuns: 5000 },
    )
  })

  it('is the same for totals, reserves and the lines below them', () => {
    const starts = fc.constantFrom('', '   ', 'lowmem_reserve[]:', '0 ', '1105 total pagecache pages', 'Node 0 ')
    const text = textOf(
      'free:1011 ',
      'bounce:0',
      'free_cma:0',
      'writeback:7',
      ' 440',
      'pages RAM',
      'pages reserved',
      ' ',
    )
    fc.assert(
      fc.property(starts, text, (start, text) => {
        expect(readCounterLine(start + text)).toEqual(countersByGrammar(start + text))
      }),
      { numRuns: 5000 },
    )
  })

  it('is the same for free blocks, huge pages and swap', () => {
    const starts = fc.constantFrom('Node 0 DMA:', 'Node 1 ', 'Free swap ', 'Total swap', 'DMA32:', '')
    const text = textOf(
      ' 4*4kB',
      ' (UM)',
      ' = 1848kB',
      '= 0kB',
      ' 0*8kB',
      'hugepages_total=0 ',
      'hugepages_size=2048kB',
    )
    fc.assert(
      fc.property(starts, text, (start, text) => {
        expect(readCounterLine(start + text)).toEqual(countersByGrammar(start + text))
      }),
      { numRuns: 5000 },
    )
  })

  it('is the same for headers', () => {
    const name = textOf('java', ' ', ' invoked oom-killer:', '(x)', ':', '\\x20')
    const mask = fc.constantFrom('gfp_mask=0xcc0(GFP_KERNEL)', 'gfp_mask=0x280da', 'gfp_mask=0x1(A|__B)', 'gfp_mask=')
    const rest = textOf(', ', 'order=0', 'order=-1', 'oom_score_adj=968', 'nodemask=(null)', 'nodemask=0-1,4', ' ')
    const usual = fc.constantFrom(', order=0, oom_score_adj=968', ', nodemask=(null),  order=0, oom_score_adj=-997')
    fc.assert(
      fc.property(name, mask, fc.oneof(rest, usual), (name, mask, rest) => {
        const line = `${name} invoked oom-killer: ${mask}${rest}`
        expect(readOomHeader(line)).toEqual(headerByGrammar(line))
      }),
      { numRuns: 5000 },
    )
  })

  it('is the same for rows of the task table', () => {
    const text = textOf('[', '[  157] ', ']', ' ', '   0', ' 1155', '\t', '-17', '1234567890123456', 'java', '0')
    const row = textOf(' 1', '  -2', '\t3', ' java', ' 0', ' ').map(words => `[  157]  33 ${words}`)
    fc.assert(
      fc.property(fc.oneof(text, row), fc.integer({ min: 1, max: 4 }), (line, count) => {
        // A line holds no newline.
        const read = line.includes('\n') ? null : plainRow(line, count)
        if (read === null) return
        const reading = tableByGrammar(`${line}\n`)
        const [words] = reading.ok ? reading.value : []
        const last = words?.words[count - 1]
        expect(Number(words?.bracket)).toBe(read.pid)
        expect(words?.words.slice(0, count).map(({ text }) => Number(text))).toEqual(read.numbers)
        expect((last?.start ?? 0) + (last?.text.length ?? 0)).toBe(read.end)
      }),
      { numRuns: 5000 },
    )
    expect(plainRow('[  157]    33   157     1155        -1000 java', 4)).toEqual({
      pid: 157,
      numbers: [33, 157, 1155, -1000],
      end: 41,
    })
  })

  it.each(['[   11.424495] postgres invoked', '[   11.424495] [ T12] x', '[   11.424495]', '[1.000000] [T1'])(
    'is the same for %j',
    line => expect(readKernelTime(line)).toEqual(timeByGrammar(line)),
  )
  it.each([
    'anon 25006080',
    ' anon  1 ',
    'anon',
    'anon 1 file 2',
    'workingset_refault_file 0',
    'Node 0 DMA free:1kB',
    'Node 0 a:1kB b:2',
    'KB n:6kB e:0kB',
    'Node 0 KB n:6kB ',
    '   mapped:451 shmem:1105 pagetables:545',
    'active_anon:112486 inactive_anon:0 isolated_ano',
    'active_anon:112486 inactive_anon:0',
    'lowmem_reserve[]: 0 440 440',
    'lowmem_reserve[]: ',
    '0 pages HighMem/MovableOnly',
    '11933 pages reserved',
    '0 pages',
    'Node 0 DMA: 4*4kB (UM) 5*8kB (U) 0*16kB = 56kB',
    'Node 0 DMA: 4*4kB (UM) 5*8',
    'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=2048kB',
    'Node 0 hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=20',
    'Free swap  = 0kB',
    'Total swap = 1048572kB',
    'Total swap = 10485',
  ])('is the same for %j', line => expect(readCounterLine(line)).toEqual(countersByGrammar(line)))
})
