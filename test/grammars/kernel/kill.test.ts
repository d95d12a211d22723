import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKill } from '../../../grammars/kernel/kill.ts'
import { anyName, anyPid, anySize, beginningsOf, expectLinear, HOSTILE_NAMES, long, taken } from './support.ts'

const read = (line: string) => taken(readKill(line))
const seen = (line: string) => {
  const { comm, fields, score: _score, ...rest } = read(line)
  return { ...rest, comm: comm.text, fields: Object.fromEntries(fields) }
}
const SIZES = 'total-vm:66060kB, anon-rss:65196kB, file-rss:4kB, shmem-rss:72kB'
const SIZE_FIELDS = { 'total-vm': '66060', 'anon-rss': '65196', 'file-rss': '4', 'shmem-rss': '72' }

describe('a kill line', () => {
  it.each([
    [
      'since 5.4',
      `Memory cgroup out of memory: Killed process 166 (java) ${SIZES}, UID:1000 pgtables:164kB oom_score_adj:-998`,
      {
        prefix: 'Memory cgroup out of memory',
        verb: 'Killed process',
        pid: '166',
        comm: 'java',
        tail: null,
        fields: { ...SIZE_FIELDS, pgtables: '164', oom_score_adj: '-998', UID: '1000' },
      },
    ],
    [
      'since 5.1',
      `Out of memory: Killed process 166 (java) ${SIZES}`,
      { prefix: 'Out of memory', verb: 'Killed process', fields: SIZE_FIELDS },
    ],
    ['of 4.5 to 5.0', `Killed process 166 (java) ${SIZES}`, { prefix: null, fields: SIZE_FIELDS }],
    [
      'of 4.5 to 5.0, of the chosen process',
      'Memory cgroup out of memory: Kill process 4711 (java) score 1612 or sacrifice child',
      { verb: 'Kill process', pid: '4711', comm: 'java', tail: 'score', fields: {} },
    ],
    [
      'for the task that asked',
      `Out of memory (oom_kill_allocating_task): Killed process 9 (hog) ${SIZES}`,
      { prefix: 'Out of memory (oom_kill_allocating_task)', comm: 'hog' },
    ],
    [
      'of RHEL 7.9',
      'Killed process 166 (java), UID 1000, total-vm:66060kB, anon-rss:65196kB, file-rss:4kB, shmem-rss:72kB',
      { comm: 'java', fields: { ...SIZE_FIELDS, UID: '1000' } },
    ],
    [
      'of RHEL 6',
      'Killed process 166, UID 48, (httpd) total-vm:66060kB, anon-rss:65196kB, file-rss:4kB',
      { comm: 'httpd', fields: { 'total-vm': '66060', 'anon-rss': '65196', 'file-rss': '4', UID: '48' } },
    ],
    [
      'of RHEL 8.3, whose uid ends the line and may be cut',
      `Out of memory: Killed process 1 (a) ${SIZES}, UID:10`,
      { fields: SIZE_FIELDS },
    ],
    [
      'of 2.6.34',
      'Killed process 7 (a) vsz:1kB, anon-rss:2kB, file-rss:3kB',
      { fields: { vsz: '1', 'anon-rss': '2', 'file-rss': '3' } },
    ],
    ['of 2.6.32', 'Killed process 5790 (SABnzbd.py)', { pid: '5790', comm: 'SABnzbd.py', fields: {} }],
    [
      'of 2.6.32, of the chosen process',
      'Out of memory: kill process 5790 (a) score 42837 or a child',
      { verb: 'Kill process', tail: 'score' },
    ],
    ['of shared memory, to 4.2', 'Kill process 6 (y) sharing same memory', { verb: 'Kill process', tail: 'sharing' }],
    [
      'of a victim that is exiting, since 5.9',
      'Memory cgroup out of memory: OOM victim 12 (my app) is already exiting. Skip killing the task',
      { verb: 'OOM victim', pid: '12', comm: 'my app', tail: 'exiting' },
    ],
    [
      'that a person shortened',
      'Memory cgroup out of memory: Killed process 3370438 (crosvm) ....',
      { comm: 'crosvm', fields: {} },
    ],
  ])('%s', (_, line, expected) => {
    expect(seen(line)).toMatchObject(expected)
    if ('fields' in expected) expect(seen(line).fields).toEqual(expected.fields)
  })

  it('of the chosen process says its score', () => {
    expect(read('Out of memory: Kill process 5 (a b) score 912 or sacrifice child').score).toBe('912')
    expect(read('Out of memory: Kill process 5 (mysqld) score 91')).toMatchObject({ tail: 'score', score: null })
  })

  it.each([
    ['sizes', 'Out of memory: Killed process 5 (a) total-vm:1kB'],
    ['sizes, and what follows them is cut', 'Killed process 5 (a) total-vm:1kB) tot'],
    ['a bracket', 'Out of memory: Killed process 5 (a)'],
    ['words of a choice', 'Kill process 5 (a) score 1 or'],
    ['the words of another choice', 'Kill process 5 (a) sharing sam'],
  ])('is none where a cut may have left a part of a name that holds %s', (_, line) => {
    expect(readKill(line).ok).toBe(false)
  })

  it.each(HOSTILE_NAMES)('of a process named “%s”', name => {
    const line = `Out of memory: Killed process 5 (${name}) ${SIZES}, UID:0 pgtables:164kB oom_score_adj:0`
    expect(seen(line)).toMatchObject({ pid: '5', comm: name, fields: { ...SIZE_FIELDS, UID: '0', oom_score_adj: '0' } })
    expect(line.slice(read(line).comm.start)).toMatch(name)
  })

  it('reads as what was printed', () => {
    const part = fc.record({
      prefix: fc.constantFrom(
        'Out of memory',
        'Memory cgroup out of memory',
        'Out of memory (oom_kill_allocating_task)',
      ),
      pid: anyPid,
      name: anyName,
      sizes: fc.array(anySize, { minLength: 5, maxLength: 5 }),
      uid: fc.nat(4_294_967_295).map(String),
      adj: fc.integer({ min: -1000, max: 1000 }).map(String),
    })
    fc.assert(
      fc.property(part, ({ prefix, pid, name, sizes: [vm, anon, file, shmem, tables], uid, adj }) => {
        const line = `${prefix}: Killed process ${pid} (${name}) total-vm:${vm}kB, anon-rss:${anon}kB, file-rss:${file}kB, shmem-rss:${shmem}kB, UID:${uid} pgtables:${tables}kB oom_score_adj:${adj}`
        expect(seen(line)).toEqual({
          prefix,
          verb: 'Killed process',
          pid,
          comm: name,
          tail: null,
          fields: {
            'total-vm': vm,
            'anon-rss': anon,
            'file-rss': file,
            'shmem-rss': shmem,
            pgtables: tables,
            oom_score_adj: adj,
            UID: uid,
          },
        })
      }),
    )
  })

  const LINES = ['java', '(sd-pam)', 'tmux: server', 'a (b) c'].flatMap(name => [
    `Memory cgroup out of memory: Killed process 166 (${name}) ${SIZES}, UID:1000 pgtables:164kB oom_score_adj:`,
    `Memory cgroup out of memory: Kill process 4711 (${name}) score 1612 or sacrifice child`,
    `Memory cgroup out of memory: OOM victim 12 (${name}) is already exiting. Skip killing the task`,
    `Killed process 166 (${name}), UID 1000, ${SIZES}`,
    `Kill process 6 (${name}) sharing same memory`,
  ])

  it.each(LINES)('cut anywhere says nothing else: %s', line => {
    const whole = line.endsWith(':') ? `${line}968` : line
    const expected = seen(whole)
    for (const part of beginningsOf(line)) {
      const reading = readKill(part)
      if (!reading.ok) continue
      const { fields, tail, ...rest } = seen(part)
      expect(rest).toEqual({ prefix: expected.prefix, verb: expected.verb, pid: expected.pid, comm: expected.comm })
      expect([null, expected.tail]).toContain(tail)
      expect(expected.fields).toMatchObject(fields)
    }
  })

  it('is none where something else stands', () => {
    for (const line of [
      '',
      'Killed',
      'Killed process',
      'Killed process x (y)',
      'x Killed process 1 (a)',
      'OOM victim 1 (a)',
    ]) {
      expect(readKill(line).ok).toBe(false)
    }
  })

  it('takes no longer than its length', () => {
    expectLinear(readKill, [
      long('Killed process 1 (', ')'),
      long('Killed process 1 (', ') '),
      long('Killed process 1 (', ') total-vm:'),
      long('Killed process 1 (', ' score '),
      long('Killed process 1 (a) total-vm:1kB', ', '),
      long('Killed process 1 (a) ', 'total-vm:1kB, '),
      long('Killed process ', '1'),
      long('Killed process 1 (a)', ' ', 'x'),
      long('Killed process 1 (a) is already exiting', '\n'),
      long('', 'Out of memory: '),
    ])
  })
})
