import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOomSummary } from '../../../grammars/kernel/oom-summary.ts'
import { anyName, anyPath, anyPid, beginningsOf, expectLinear, HOSTILE_NAMES, long, taken } from './support.ts'

const seen = (line: string) => Object.fromEntries(taken(readOomSummary(line)))
const MEMCG =
  'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=8a31.scope,mems_allowed=0-1,4,oom_memcg=/kubepods/pod1,task_memcg=/kubepods/pod1/web,task=java,pid=166,uid=1000'

describe('a summary', () => {
  it('of a cgroup', () => {
    expect(seen(MEMCG)).toEqual({
      constraint: 'CONSTRAINT_MEMCG',
      nodemask: '(null)',
      cpuset: '8a31.scope',
      mems_allowed: '0-1,4',
      oom_memcg: '/kubepods/pod1',
      task_memcg: '/kubepods/pod1/web',
      task: 'java',
      pid: '166',
      uid: '1000',
    })
  })

  it('of the node, of a cpuset, of a memory policy', () => {
    for (const constraint of ['CONSTRAINT_NONE', 'CONSTRAINT_CPUSET', 'CONSTRAINT_MEMORY_POLICY']) {
      const line = `oom-kill:constraint=${constraint},nodemask=0-1,4,cpuset=/,mems_allowed=0,global_oom,task_memcg=/a,task=b,pid=1,uid=0`
      expect(seen(line)).toEqual({
        constraint,
        nodemask: '0-1,4',
        cpuset: '/',
        mems_allowed: '0',
        global_oom: '',
        task_memcg: '/a',
        task: 'b',
        pid: '1',
        uid: '0',
      })
    }
  })

  it('of a kernel without cpusets or cgroups', () => {
    expect(seen('oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),global_oom,task=b,pid=1,uid=0')).toEqual({
      constraint: 'CONSTRAINT_NONE',
      nodemask: '(null)',
      global_oom: '',
      task: 'b',
      pid: '1',
      uid: '0',
    })
  })

  it.each(HOSTILE_NAMES)('of a task named “%s”', name => {
    const line = `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),global_oom,task_memcg=/a,task=${name},pid=77,uid=5`
    expect(seen(line)).toMatchObject({ task: name, pid: '77', uid: '5', task_memcg: '/a' })
  })

  it('does not take the beginning of a name for a flag', () => {
    expect(seen('oom-kill:constraint=A,cpuset=x,global_oomph,task=b,pid=1,uid=0')).toMatchObject({
      cpuset: 'x,global_oomph',
    })
  })

  it('reads as what was printed', () => {
    fc.assert(
      fc.property(anyPath, anyPath, anyName, anyPid, (oom, task, name, pid) => {
        const line = `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=${oom},task_memcg=${task},task=${name},pid=${pid},uid=0`
        expect(seen(line)).toMatchObject({ oom_memcg: oom, task_memcg: task, task: name, pid, uid: '0' })
      }),
    )
  })

  it.each(['java', 'a,b', 'x,task=y', 'pid=3'])('cut anywhere says nothing else, with a task named “%s”', name => {
    const whole = MEMCG.replace('task=java', `task=${name}`)
    for (const part of beginningsOf(whole.slice(0, whole.lastIndexOf('=') + 1))) {
      const reading = readOomSummary(part)
      if (reading.ok) expect(seen(whole)).toMatchObject(seen(part))
    }
    // Nearly all of it is kept.
    expect(seen(whole.slice(0, -8))).toMatchObject({ oom_memcg: '/kubepods/pod1', task_memcg: '/kubepods/pod1/web' })
    expect(seen(whole.slice(0, whole.indexOf('/web')))).toMatchObject({ oom_memcg: '/kubepods/pod1' })
  })

  it('takes no longer than its length', () => {
    const end = ',pid=1,uid=0'
    expectLinear(readOomSummary, [
      long('oom-kill:constraint=A,', 'task=,'),
      long('oom-kill:constraint=A,', 'task=,', end),
      long('oom-kill:task=', ',pid=1', end),
      long('oom-kill:task=', ',pid=1,uid=0'),
      long('oom-kill:task=a,pid=', '1', ',uid=0x'),
      long('oom-kill:task=a,pid=1,uid=0', ' ', 'x'),
      long('oom-kill:cpuset=', ',global_oo', end),
      long('oom-kill:', 'cpuset=,', end),
      long('oom-kill:', ',', end),
    ])
  })
})
