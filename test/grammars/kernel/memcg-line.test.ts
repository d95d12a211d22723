import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMemcgLine } from '../../../grammars/kernel/memcg-line.ts'
import { anyPath, anySize, beginningsOf, expectLinear, long, taken } from './support.ts'

const seen = (line: string) => {
  const read = taken(readMemcgLine(line))
  return read.form === 'stats-of' ? { ...read, stats: Object.fromEntries(read.stats) } : read
}

describe('a line about a cgroup', () => {
  it.each(['memory', 'swap', 'memory+swap', 'kmem'])('of usage: %s', of => {
    fc.assert(
      fc.property(anySize, anySize, anySize, (usageKB, limitKB, failcnt) => {
        const line = `${of}: usage ${usageKB}kB, limit ${limitKB}kB, failcnt ${failcnt}`
        expect(seen(line)).toEqual({ form: 'usage', of, usageKB, limitKB, failcnt })
      }),
    )
  })

  it('of usage is read whole, or not at all where it was cut before the last number', () => {
    for (const part of beginningsOf('memory: usage 65536kB, limit 65536kB, failcnt ')) {
      expect(readMemcgLine(part).ok, part).toBe(false)
    }
  })

  it('of statistics in one line, to 5.2', () => {
    const line = 'Memory cgroup stats for /a: cache:0KB rss:65536KB rss_huge:2048KB unevictable:0KB'
    const stats = { cache: '0', rss: '65536', rss_huge: '2048', unevictable: '0' }
    expect(seen(line)).toEqual({ form: 'stats-of', path: '/a', stats })
    for (const part of beginningsOf(line)) {
      const reading = readMemcgLine(part)
      if (reading.ok && reading.value.form === 'stats-of') {
        expect(reading.value.path).toBe('/a')
        expect(stats).toMatchObject(Object.fromEntries(reading.value.stats))
      }
    }
  })

  it('of statistics that stand below it', () => {
    fc.assert(
      fc.property(anyPath, path => {
        expect(seen(`Memory cgroup stats for ${path}:`)).toEqual({ form: 'stats-of', path, stats: {} })
      }),
    )
  })

  it('of the limit that was hit, to 4.20', () => {
    fc.assert(
      fc.property(anyPath, anyPath, (taskPath, limitPath) => {
        const line = `Task in ${taskPath} killed as a result of limit of ${limitPath}`
        expect(seen(line)).toEqual({ form: 'task-in', taskPath, limitPath })
        expect(seen(`Memory limit reached of cgroup ${limitPath}`)).toEqual({ form: 'limit-reached', path: limitPath })
      }),
    )
  })

  it('of a group that is killed, in one line or in the first of two', () => {
    fc.assert(
      fc.property(anyPath, path => {
        const line = `Tasks in ${path} are going to be killed due to memory.oom.group set`
        expect(seen(line)).toEqual({ form: 'oom-group', path })
        expect(seen(line.slice(0, -' to memory.oom.group set'.length))).toEqual({ form: 'oom-group', path })
      }),
    )
  })

  it('is none of these otherwise', () => {
    for (const line of [
      '',
      'memory',
      'memory: use 5kB',
      'Tasks in x',
      'Tasks in /x are happy',
      'Memory cgroup stats for',
    ]) {
      expect(readMemcgLine(line).ok).toBe(false)
    }
  })

  it('takes no longer than its length', () => {
    expectLinear(readMemcgLine, [
      long('Memory cgroup stats for /', ':'),
      long('Memory cgroup stats for /', ': '),
      long('Memory cgroup stats for /', ':a'),
      long('Memory cgroup stats for /a:', ' a:1KB', '1'),
      long('Memory cgroup stats for /a:', ' ', 'x'),
      long('Task in /', ' killed as a result of limit of'),
      long('Tasks in /', ' are going to be killed due'),
      long('Tasks in /', ' are going to be killed due to'),
      long('memory: usage ', '1'),
      long('memory: usage 1kB', ','),
    ])
  })
})
