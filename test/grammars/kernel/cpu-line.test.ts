import { describe, expect, it } from 'vitest'
import { readCpuLine } from '../../../grammars/kernel/cpu-line.ts'
import { beginningsOf, expectLinear, HOSTILE_NAMES, long, taken } from './support.ts'

describe('the line above a stack dump', () => {
  it.each([
    [
      'CPU: 0 PID: 166 Comm: java Not tainted 6.1.0-56-cloud-amd64 #1  Debian 6.1.192-2',
      '166',
      'java',
      '6.1.0-56-cloud-amd64',
    ],
    [
      'CPU: 0 UID: 0 PID: 241 Comm: leaky-app Not tainted 6.12.117+deb12 #1  Debian',
      '241',
      'leaky-app',
      '6.12.117+deb12',
    ],
    ['CPU: 3 PID: 9 Comm: a b Kdump: loaded Tainted: G           OE     4.19.0-21 #1', '9', 'a b', '4.19.0-21'],
    [
      'CPU: 10 UID: 1000 PID: 20957 Comm: systemd Not tainted 6.17.3-arch2 #1 PREEMPT(full)  5546952e',
      '20957',
      'systemd',
      '6.17.3-arch2',
    ],
    ['CPU: 2 PID: 1 Comm: x Tainted: PO 4.1.10 #1', '1', 'x', '4.1.10'],
    ['Pid: 5795, comm: SABnzbd.py Not tainted 2.6.24-24-server #1', '5795', 'SABnzbd.py', '2.6.24-24-server'],
    ['Pid: 7, comm: a', '7', null, null],
  ])('%s', (line, pid, comm, release) => {
    expect(taken(readCpuLine(line))).toMatchObject({ pid, comm, release })
  })

  it.each(HOSTILE_NAMES.filter(name => name !== ''))('of a task named “%s”', name => {
    const line = `CPU: 0 PID: 166 Comm: ${name} Not tainted 6.1.0 #1 Debian`
    expect(taken(readCpuLine(line))).toEqual({
      cpu: '0',
      uid: null,
      pid: '166',
      comm: name,
      taint: 'Not tainted',
      release: '6.1.0',
      build: '#1 Debian',
    })
  })

  it('of a task whose name is words of the line', () => {
    const line = 'CPU: 0 UID: 12 PID: 166 Comm:  Not tainted 6 Tainted: G  OE  6.1.0-56 #1  Debian'
    expect(taken(readCpuLine(line))).toMatchObject({
      uid: '12',
      comm: ' Not tainted 6',
      taint: 'Tainted: G  OE ',
      build: '#1  Debian',
    })
  })

  it('cut anywhere says no other pid and no other release', () => {
    for (const part of beginningsOf('CPU: 0 PID: 166 Comm: java Tainted: G  OE  6.1.0-56 #1  Debian')) {
      const reading = readCpuLine(part)
      if (!reading.ok) continue
      expect(reading.value.pid).toBe('166')
      expect([null, '6.1.0-56']).toContain(reading.value.release)
    }
  })

  it('takes no longer than its length', () => {
    expectLinear(readCpuLine, [
      long('CPU: 0 PID: 1 Comm: ', 'a'),
      long('CPU: 0 PID: 1 Comm: ', ' Kdump: loaded'),
      long('CPU: 0 PID: 1 Comm: a Tainted: ', 'G'),
      long('CPU: 0 PID: 1 Comm: a Tainted: ', 'G #'),
      long('CPU: ', ' '),
      long('CPU: 0 PID:', ' '),
      long('CPU: 0 ', 'PID: '),
    ])
  })
})
