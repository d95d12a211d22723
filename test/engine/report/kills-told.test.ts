import { expect, test } from 'vitest'
import { killLines, syslog } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const SHELL = './train.sh: line 3:  4242 Killed                  python train.py\n'
const STEP = 'slurmstepd: error: Detected 1 oom_kill event in StepId=4715.batch.\n'
const job = killLines({ taskMemcg: '/system.slice/slurmstepd.scope/job_4715/step_batch' })
const told = async (files: Readonly<Record<string, string>>) => {
  const { headline, incidents, problems } = await reportOf(files)
  const codes = problems.map(({ code }) => code).filter(code => code === 'KILL_TOLD_ELSEWHERE')
  return { headline, incidents: incidents.length, told: codes.length }
}

test('a kill that only a program tells of is no incident; the headline says what is missing', async () => {
  expect(await told({ 'job.out': SHELL })).toEqual({
    headline: 'The shell says that python train.py (4242) ended by SIGKILL; no kernel log is among these files.',
    incidents: 0,
    told: 1,
  })
  expect(await told({ 'job.out': STEP })).toMatchObject({ incidents: 0, told: 1 })
})

test('a platform that ends a job itself is not taken for the kernel', async () => {
  const { headline } = await told({ 'job.out': 'TERM_MEMLIMIT: job killed after reaching LSF memory usage limit.\n' })
  expect(headline).toBe('LSF ended what it ran by a limit of memory of its own, which is no kill by the kernel.')
})

test.each([
  ['the same process', SHELL, 0],
  ['the cgroup of the same job', STEP, 0],
  ['another process', SHELL.replace('4242', '4243'), 1],
  ['another job', STEP.replace('4715', '715'), 1],
])('of %s beside the log of a kill', async (_, out, count) => {
  expect(await told({ 'job.out': out, syslog: syslog('2026-01-15T08:30:10Z', job) })).toMatchObject({
    incidents: 1,
    told: count,
  })
})
