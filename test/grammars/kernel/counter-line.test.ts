import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Amount, readCounterLine } from '../../../grammars/kernel/counter-line.ts'
import { expectLinear, long, taken } from './support.ts'

const read = (line: string) => taken(readCounterLine(line))
const print = (amounts: ReadonlyMap<string, Amount>) =>
  Object.fromEntries([...amounts].map(([key, { value, unit }]) => [key, value + (unit ?? '')]))
const counters = (line: string) => {
  const found = read(line)
  if (found.form !== 'counters') throw new Error(found.form)
  return { node: found.node, zone: found.zone, counters: print(found.counters) }
}

describe('a line of counters', () => {
  it('of the system', () => {
    expect(counters('active_anon:550 inactive_anon:16273 isolated_anon:0')).toEqual({
      node: null,
      zone: null,
      counters: { active_anon: '550', inactive_anon: '16273', isolated_anon: '0' },
    })
    expect(counters(' free:630 free_pcp:14 free_cma:0').counters).toEqual({
      free: '630',
      free_pcp: '14',
      free_cma: '0',
    })
  })

  it.each([
    [
      '4.19 to 6.5',
      'Node 0 active_anon:4kB isolated(anon):0kB isolated(file):8kB shmem_thp: 0kB shmem_pmdmapped: 0kB anon_thp: 2048kB writeback_tmp:0kB kernel_stack:1kB all_unreclaimable? yes',
      { anon_thp: '2048kB', 'isolated(file)': '8kB', kernel_stack: '1kB' },
    ],
    [
      '6.6 and later',
      'Node 0 active_anon:4kB shmem_thp:0kB anon_thp:2048kB sec_pagetables:0kB all_unreclaimable? no',
      { anon_thp: '2048kB' },
    ],
    [
      '6.17 and later',
      'Node 0 active_anon:4kB all_unreclaimable? no Balloon:7kB',
      { active_anon: '4kB', Balloon: '7kB' },
    ],
  ])('of a node, %s', (_, line, expected) => {
    const found = counters(line)
    expect(found).toMatchObject({ node: '0', zone: null })
    expect(found.counters).toMatchObject(expected)
  })

  it.each([
    ['Node 1 Normal free:1636kB boost:0kB min:1688kB reserved_highatomic:0KB managed:9kB free_cma:0kB', '1', 'Normal'],
    ['DMA32 free:1636kB min:1688kB low:1kB high:1kB managed:9kB', null, 'DMA32'],
    ['Node 0 DMA free:1636kB min:1688kB managed:9kB pages_scanned:12 all_unreclaimable? yes', '0', 'DMA'],
  ])('of a zone: %s', (line, node, zone) => {
    expect(counters(line)).toMatchObject({ node, zone, counters: { free: '1636kB', min: '1688kB', managed: '9kB' } })
  })

  it('of a cgroup', () => {
    expect(counters('anon 66973696').counters).toEqual({ anon: '66973696' })
    expect(counters('workingset_refault_anon 12').counters).toEqual({ workingset_refault_anon: '12' })
  })

  it('of huge pages and of swap', () => {
    const hugepages = read('Node 0 hugepages_total=4 hugepages_free=1 hugepages_surp=0 hugepages_size=2048kB')
    expect(hugepages.form === 'assignments' && [hugepages.node, print(hugepages.values)]).toEqual([
      '0',
      { hugepages_total: '4', hugepages_free: '1', hugepages_surp: '0', hugepages_size: '2048kB' },
    ])
    const swap = read('Free swap  = 1964kB')
    expect(swap.form === 'assignments' && print(swap.values)).toEqual({ 'Free swap': '1964kB' })
  })

  it('of free blocks, whose sum tells that all are there', () => {
    const line = 'Node 0 DMA: 5*4kB (UM) 4*8kB (UM) 2*16kB 0*32kB (UMEHCI) = 84kB'
    expect(read(line)).toEqual({
      form: 'free-blocks',
      node: '0',
      zone: 'DMA',
      counts: ['5', '4', '2', '0'],
      sizesKB: ['4', '8', '16', '32'],
      types: ['(UM)', '(UM)', null, '(UMEHCI)'],
      sum: { value: '84', unit: 'kB' },
    })
    expect(read('Node 0 DMA: 5*4kB (UM) 4*8kB')).toMatchObject({ counts: ['5', '4'], sum: null })
    expect(read('DMA: 5*65536kB = 327680kB')).toMatchObject({ node: null, zone: 'DMA', sizesKB: ['65536'] })
  })

  it('of the reserves of a zone, and the last ones', () => {
    expect(read('lowmem_reserve[]: 0 188 188 -1')).toEqual({ form: 'lowmem-reserve', pages: ['0', '188', '188', '-1'] })
    for (const what of [
      'total pagecache pages',
      'pages in swap cache',
      'pages RAM',
      'pages reserved',
      'pages HighMem/MovableOnly',
      'pages cma reserved',
      'pages hwpoisoned',
    ]) {
      expect(read(`65403 ${what}`)).toEqual({ form: 'tail', amount: '65403', what })
    }
  })

  it('reads as what was printed', () => {
    const key = fc.stringMatching(/^[a-z][a-z_0-9]{0,20}$/)
    const amounts = fc.uniqueArray(fc.tuple(key, fc.nat()), { minLength: 1, maxLength: 12, selector: ([name]) => name })
    fc.assert(
      fc.property(amounts, fc.constantFrom('', 'kB'), (pairs, unit) => {
        const printed = pairs.map(([name, value]) => `${name}:${value}${unit}`).join(' ')
        const expected = Object.fromEntries([...pairs.map(([name, value]) => [name, value + unit]), ['free_cma', '7']])
        expect(counters(`${printed} free_cma:7`)).toEqual({ node: null, zone: null, counters: expected })
        expect(counters(`Node 3 Normal ${printed} free_cma:7kB`)).toEqual({
          node: '3',
          zone: 'Normal',
          counters: { ...expected, free_cma: '7kB' },
        })
      }),
    )
  })

  it('says nothing of a number that a cut may have shortened', () => {
    expect(counters('active_anon:550 inactive_anon:162').counters).toEqual({ active_anon: '550' })
    expect(counters('Node 0 DMA free:4kB min:66').counters).toEqual({ free: '4kB' })
    const hugepages = read('Node 0 hugepages_total=4 hugepages_free=1')
    expect(hugepages.form === 'assignments' && print(hugepages.values)).toEqual({ hugepages_total: '4' })
    expect(read('Node 0 DMA: 5*4kB = 2')).toMatchObject({ counts: ['5'], sum: null })
    for (const line of ['active_anon:5', 'Node 0 DMA free:1', 'Free swap  = 19', 'DMA: 1']) {
      expect(readCounterLine(line).ok, line).toBe(false)
    }
  })

  it('says whether reclaim gave up on a node', () => {
    for (const [word, unreclaimable] of [
      ['yes', true],
      ['no', false],
    ] as const) {
      expect(read(`Node 0 active_anon:4kB all_unreclaimable? ${word}`)).toMatchObject({ unreclaimable })
    }
    expect(read('Node 0 active_anon:4kB')).toMatchObject({ unreclaimable: null })
  })

  it('is none where something else stands', () => {
    for (const line of ['', 'Node', 'Node 0', 'free:', 'free:kB', 'hello world', '12', '= 5kB', 'a:1 b:2 …']) {
      expect(readCounterLine(line).ok).toBe(false)
    }
  })

  it('takes no longer than its length', () => {
    expectLinear(readCounterLine, [
      long('', 'a'),
      long('a', ' '),
      long('', 'a '),
      long('', 'a ', ':'),
      long('', 'a_('),
      long('Node 0 ', 'a: '),
      long('Node 0 DMA: ', '1*'),
      long('1', ' '),
      long('1 pages RAM', ' ', 'x'),
      long('', '1 '),
      long('lowmem_reserve[]:', ' 1', 'x'),
      long('', 'a:1 '),
    ])
  })
})
