import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Incident, Report, TriageStep } from '../../src/model/report.ts'
import { text } from '../../src/outputs/text.ts'
import { displayWidth } from '../../src/render/display-width.ts'
import { printable } from '../../src/render/printable.ts'
import { containerLimit } from './container-limit.ts'
import { CONTAINER_LIMIT_40, CONTAINER_LIMIT_80, GLOBAL_80, NO_INCIDENT_40 } from './expected-text.ts'
import { incident, node, span, victim, wall } from './report-parts.ts'
import { globalOom, noIncident, told, twelve } from './reports.ts'

const write = (report: Report, { width = 80, verbose = false, color = false } = {}): string =>
  text.write(report, { width, verbose, color })
const one = (given: Partial<Incident>): string =>
  write({ ...globalOom, incidents: [{ ...incident, ...given }] }, { width: 120 })

describe('the text output', () => {
  it('tells of a container limit', () => expect(write(containerLimit)).toBe(CONTAINER_LIMIT_80))
  it('tells of a node that ran out', () => expect(write(globalOom)).toBe(GLOBAL_80))
  it('tells of silence', () => expect(write(noIncident, { width: 40 })).toBe(NO_INCIDENT_40))
  it('fits into 40 columns', () => expect(write(containerLimit, { width: 40 })).toBe(CONTAINER_LIMIT_40))

  it('has more to say when verbose', () => {
    const said = write(containerLimit, { width: 100, verbose: true })
    for (const more of [
      'gfp_mask 0xcc0(GFP_KERNEL), order 0, failcnt 1211',
      'predicted pid 4242, as the kernel chose; 2 of 2 tasks',
      ' pid  points  adj     rss  swap   tables  request  QoS by adj  comm',
      '4242  250364  968  123136     0  1.4 MiB  262 MiB   Burstable  java',
      'usage at a kill is a lower bound',
      'e2 by container-id: 2026-03-14 02:11:08 UTC ±1 s, container cart terminated',
      'e9 by time-only',
      'node/dmesg.txt:344-371, pods.yaml:52]',
      'info SOURCE_NOT_RECOGNISED',
      'node/dmesg.txt dmesg, 27.2 KiB, 406 lines, 9 events',
    ]) {
      expect(said).toContain(more)
      expect(write(containerLimit, { width: 100 })).not.toContain(more)
    }
    expect(said).toContain('oom_score_adj:968\n')
  })
})

describe('the holders', () => {
  const said = (width: number) => write(globalOom, { width, verbose: true })

  it('are listed by view when verbose, with a note that a view shares above it', () => {
    const lines = [
      'Holders     the largest of 15.6 GiB; the views overlap',
      '            by process (by its rss):',
      '               11 GiB  70 %  backup-agent (812)',
      '              400 MiB   3 %  php-fpm (901)',
      '            by name:',
      '                11 GiB  70 %  1 × backup-agent  by its rss',
      '              7.81 GiB  50 %  31 × php-fpm      at most',
      '            by container, pod or service, at least: by processes whose cgroup',
      '            the log names:',
      '              11 GiB  70 %  backup-agent.service',
      '            owned by no process:',
      '              1.61 GiB  10 %  kernel slab',
    ]
    expect(said(80)).toContain(lines.join('\n  '))
    expect(write(globalOom)).not.toContain('Holders')
  })

  it.each([40, 60, 80])('fit into %d columns', width => {
    for (const line of said(width).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width)
  })

  it('by name are left out where no two processes share one', () => {
    const single = globalOom.incidents.map(each => ({
      ...each,
      holders: each.holders && { ...each.holders, names: each.holders.names.slice(0, 1) },
    }))
    expect(write({ ...globalOom, incidents: single }, { verbose: true })).not.toContain('by name')
  })
})

describe('the sum of the processes', () => {
  const memory = globalOom.incidents[0]?.memory ?? null
  const withSums = (rssBytes: number, elsewhereBytes: number | null, verbose = false) =>
    write(
      {
        ...globalOom,
        incidents: globalOom.incidents.map(each => ({
          ...each,
          memory: memory && {
            ...memory,
            processes: memory.processes && {
              ...memory.processes,
              rssBytes,
              elsewhereBytes,
              note: 'The sum says little.',
            },
          },
        })),
      },
      { verbose },
    ).includes('The sum says little.')

  it('is told where it would mislead', () => {
    expect(withSums(33_554_432_000, 0)).toBe(true)
    expect(withSums(8_388_608_000, 3_355_443_200)).toBe(true)
  })

  it('is left to --verbose where it does not', () => {
    expect(withSums(8_388_608_000, 100_000_000)).toBe(false)
    expect(withSums(8_388_608_000, null)).toBe(false)
    expect(withSums(8_388_608_000, null, true)).toBe(true)
  })
})

describe('many incidents', () => {
  it('begin with a table, and the first five follow', () => {
    const said = write(twelve, { width: 90 })
    expect(said).toContain(
      [
        'All 12 incidents',
        '  id   time (UTC)           kind   scope              victim',
        '  i1   2026-03-14 02:10:00  memcg  shop/cart-0 cart   java (1000)',
        '  i2   2026-03-14 02:11:00  memcg  shop/cart-1 cart   java (1001) +1',
        '  i3   2026-03-14 02:12:00  memcg  shop/cart-2 cart   java (1002)',
        '  i4   boot+101 s           memcg  shop/cart-3 cart   java (1003)',
      ].join('\n'),
    )
    expect(said.match(/^i\d+ /gm)).toEqual(['i1 ', 'i2 ', 'i3 ', 'i4 ', 'i5 '])
    expect(said).toContain('--verbose shows all')
    expect(write(twelve, { verbose: true }).match(/^i\d+ /gm)).toHaveLength(12)
  })

  it('are ten or less when there is no table', () => {
    const said = write({ ...twelve, incidents: twelve.incidents.slice(0, 10) })
    expect(said).not.toContain('All 10')
    expect(said.match(/^i\d+ /gm)).toHaveLength(10)
  })
})

describe('what is not in the evidence', () => {
  it('is said or left out, never made up', () => {
    const said = one({})
    expect(said).toContain('i1 time not in the evidence: memory cgroup OOM: whose limit is not in the evidence')
    expect(said).toContain('Ran out     not in the evidence')
    expect(said).toContain('Used it up  not in the evidence')
    for (const part of ['Asked', 'Memory ', 'Why', 'Do ', 'Proof', 'usage', 'MiB', ' 0', 'null', 'NaN', 'undefined'])
      expect(said.slice(said.indexOf('i1 time'))).not.toContain(part)
  })

  it('is not read as nobody having died', () => {
    expect(one({ complete: false })).toContain('Died        not in the evidence')
    expect(one({ complete: true })).toContain('Died        nobody\n')
    expect(one({ panic: true })).toContain('nobody: the kernel panicked instead')
  })

  it('is not read as a death either', () => {
    expect(one({ victims: [{ ...victim, outcome: 'unknown' }] })).toMatch(
      /Victim .*chosen; its end is not in the evidence/,
    )
    expect(one({ victims: [{ ...victim, outcome: 'survived' }] })).toMatch(/Victim .*survived/)
    expect(one({ victims: [victim, { ...victim, outcome: 'survived' }] })).toMatch(/Died .*\n.*survived/)
  })

  it('is a name of a process that only Kubernetes saw die', () => {
    const container = { name: 'cart', id: null }
    const said = one({
      victims: [{ ...victim, comm: null, pid: null, anonRssKiB: null, container, oomScoreAdj: null }],
    })
    expect(said).toContain('Died        a process in container cart\n')
  })
})

describe('times', () => {
  it('name the basis when it was assumed, and always when verbose', () => {
    const at = wall('02:11:07', 0.5, 'syslog line, zone assumed')
    expect(one({ at })).toContain('02:11:07 UTC ±0.5 s, syslog line, zone assumed:')
    expect(one({ at: wall('02:11:07') })).toContain('02:11:07 UTC ±0.5 s: memory')
  })

  it('are seconds since boot where there is nothing else', () => {
    expect(one({ at: { wall: null, bootSeconds: 22.51, plusMinusSeconds: null, basis: null } })).toContain(
      'i1 22.51 s after boot: ',
    )
  })
})

describe('kinds that are no OOM', () => {
  it.each(['sigkill', 'eviction', 'userspace', 'sysrq'] as const)('%s: nothing ran out', kind => {
    const said = one({ kind, scope: { ...incident.scope, level: 'node', node: 'node-9' } })
    expect(said).toContain('Where       node node-9')
    expect(said).not.toContain('Ran out')
    expect(said).not.toContain('Used it up')
  })

  it('give the numbers of an eviction', () => {
    const eviction = { resource: 'memory', threshold: '100Mi', available: '95Mi', usedBy: [] }
    expect(one({ kind: 'eviction', killer: 'kubelet', eviction })).toContain('memory: available 95Mi, threshold 100Mi')
  })

  it('miss no kernel report', () => {
    expect(one({ kind: 'sigkill', complete: false })).not.toContain('Incomplete')
    expect(one({ kind: 'unknown', complete: false })).toContain('Incomplete: no whole kernel report of it')
  })
})

describe('the trigger', () => {
  const trigger = { comm: 'sh', pid: 7, oomScoreAdj: null, pod: null, container: null }
  const innocent = 'which does not make it the one to blame'
  it('is told apart from the victim', () => {
    expect(one({ trigger, victims: [victim] }).replace(/\s+/g, ' ')).toContain(innocent)
  })
  it('may be the victim', () => {
    expect(one({ trigger: { ...trigger, pid: 4242 }, victims: [victim] })).not.toContain('blame')
    expect(one({ trigger: { ...trigger, pid: null, comm: 'java' }, victims: [victim] })).not.toContain('blame')
  })
})

describe('long lists', () => {
  it('show five victims and count the others', () => {
    const victims = Array.from({ length: 8 }, (_, at) => ({ ...victim, pid: at + 1 }))
    expect(one({ victims }).match(/java \(pid/g)).toHaveLength(5)
    expect(one({ victims })).toContain('and 3 more (--verbose shows all)')
    expect(one({ victims: victims.slice(0, 5) })).not.toContain('more (')
  })
})

describe('silence', () => {
  it('proves nothing where no kernel log speaks', () => {
    const said = write({ ...noIncident, nodes: [], problems: [] })
    expect(said).toContain('No kernel log with a known span: silence proves nothing.')
    expect(said).not.toContain('No OOM kill in the kernel log')
    expect(write({ ...noIncident, nodes: [node('n')] })).not.toContain('No OOM kill in the kernel log')
  })

  it('is not spoken of when something was killed', () => expect(write(globalOom)).not.toContain('silence'))
})

const RAW = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\u001b[2J',
    '\u009b31m',
    'a\nb',
    '\u202egpj.exe',
    '\ud800',
    '日本語 メモリ',
    '😀'.repeat(50),
    ' ',
    '',
  ),
  fc.string({ unit: fc.constantFrom('a', ' ', '/', '\u001b', '\u200b', 'メ'), minLength: 30, maxLength: 300 }),
)

/** A line may only stick out for one citation or command, alone on its line but for a label. */
function sticksOut(line: string, given: string): boolean {
  const path = printable(given).trim()
  const content = line.trim().replace(/^(?:Proof|Run:) */, '')
  const citation = content.replace(/^\[/, '').replace(/(?::\d+(?:-\d+)?)?[\],]?$/, '')
  return content === path || citation.trim() === path || content.startsWith('kubectl ')
}

describe('whatever a log says', () => {
  it('no line is longer than the page but for a citation or a command, and nothing controls the terminal', () => {
    const options = fc.record({ width: fc.integer({ min: 40, max: 120 }), verbose: fc.boolean() })
    fc.assert(
      fc.property(hostile, options, (given, { width, verbose }) => {
        const lines = write(told(given), { width, verbose }).split('\n')
        for (const line of lines) {
          expect(line).not.toMatch(RAW)
          if (displayWidth(line) > width) expect([line, sticksOut(line, given)]).toEqual([line, true])
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each([containerLimit, globalOom, noIncident, twelve])('fits into every width', report => {
    for (let width = 40; width <= 120; width += 1) {
      for (const verbose of [false, true]) {
        const long = write(report, { width, verbose })
          .split('\n')
          .filter(line => displayWidth(line) > width && !line.trim().startsWith('kubectl '))
        expect(long).toEqual([])
      }
    }
  })

  it('only colours are added by colour', () => {
    const sgr = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
    fc.assert(
      fc.property(hostile, fc.integer({ min: 40, max: 120 }), (given, width) => {
        const coloured = write(told(given), { width, color: true })
        expect(coloured).toMatch(sgr)
        expect(coloured.replace(sgr, '').replaceAll('█', '#')).toBe(write(told(given), { width }).replaceAll('█', '#'))
      }),
      { numRuns: 60 },
    )
  })

  it('escapes are seen, not obeyed', () => {
    const said = write(told('ja\u001b[31mva'))
    expect(said).toContain('Died        ja\\x1b[31mva (pid 4242)')
    expect(said).toContain('Proof       ja\\x1b[31mva:1  ja\\x1b[31mva')
  })

  it('a width that is none is taken for the nearest', () => {
    expect(write(globalOom, { width: 0 })).toBe(write(globalOom, { width: 40 }))
    expect(write(globalOom, { width: Number.NaN })).toBe(write(globalOom, { width: 40 }))
    expect(write(globalOom, { width: 1e9 })).toBe(write(globalOom, { width: 120 }))
  })
})

describe('citations', () => {
  it('are never broken, and a command is never broken', () => {
    const path = 'a/very/long/path/that/does/not/fit/into/forty/columns/dmesg.txt'
    const step: TriageStep = {
      step: 1,
      question: 'q',
      answer: 'unknown',
      detail: 'd',
      evidence: [span(path, 12, null, 99)],
      collect: `cat ${path} | grep oom`,
    }
    const said = write({ ...noIncident, triage: [step] }, { width: 40 })
    expect(said).toContain(`\n       [${path}:12-99]\n`)
    expect(said).toContain(`\n       cat ${path} | grep oom\n`)
  })
})
