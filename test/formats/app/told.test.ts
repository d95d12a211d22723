import { describe, expect, test } from 'vitest'
import { factIn, factsIn, wrapped } from '../node/lines.ts'

const SLURM =
  'slurmstepd: error: Detected 1 oom-kill event(s) in StepId=4715.batch. Some of your processes may have been killed by the cgroup out-of-memory handler.'

describe('a kill that a program or a platform tells of', () => {
  test.each([
    [SLURM, 'Slurm', 'memory', 'StepId=4715.batch', null],
    [
      'slurmstepd: error: Detected 3 oom_kill events in StepId=4715.0. Some of the step tasks have been OOM Killed.',
      'Slurm',
      'memory',
      'StepId=4715.0',
      null,
    ],
    [
      'slurmstepd: error: Detected 1 oom-kill event(s) in step 4715.batch cgroup.',
      'Slurm',
      'memory',
      'step 4715.batch',
      null,
    ],
    ['srun: error: node7: task 0: Out Of Memory', 'Slurm', 'memory', 'node7: task 0', null],
    [
      'slurmstepd: error: Step 123.0 exceeded memory limit (1048576 > 1024000), being killed',
      'Slurm',
      'own-limit',
      'Step 123.0',
      null,
    ],
    ['"reason":"OutOfMemoryError: Container killed due to memory usage"', 'ECS', 'memory', null, null],
    ['[CELL/0] OUT Exited with status 137 (out of memory)', 'Cloud Foundry', 'memory', null, null],
    ['Exit Code: 137, Exit Message: "OOM Killed"', 'Nomad', 'memory', null, null],
    [
      'Container [pid=4242,containerID=container_1_0001_01_000002] is running beyond physical memory limits. Current usage: 5.5 GB of 5.5 GB',
      'YARN',
      'own-limit',
      'Container [pid=4242,containerID=container_1_0001_01_000002]',
      4242,
    ],
    [
      "Container [pid=42,containerID=container_e1_2_01_3] is running 1234B beyond the 'PHYSICAL' memory limit.",
      'YARN',
      'own-limit',
      null,
      42,
    ],
    [
      'Reason: Container killed by YARN for exceeding memory limits. 5.5 GB of 5.5 GB physical memory used.',
      'YARN',
      'own-limit',
      null,
      null,
    ],
    ['TERM_MEMLIMIT: job killed after reaching LSF memory usage limit.', 'LSF', 'own-limit', null, null],
    ['=>> PBS: job killed: mem 4194304kb exceeded limit 2097152kb', 'PBS', 'own-limit', null, null],
    ['007 (4715.000.000) Job has gone over memory limit of 2048 megabytes.', 'HTCondor', 'own-limit', null, null],
    ['Error R15 (Memory quota vastly exceeded)', 'Heroku', 'own-limit', null, null],
    [
      'Memory limit of 512 MiB exceeded with 520 MiB used. Consider increasing the memory limit',
      'Cloud Run',
      'own-limit',
      null,
      null,
    ],
    ['Error: Runtime exited with error: signal: killed Runtime.ExitError', 'AWS Lambda', 'sigkill', null, null],
    [
      '[2026-01-15 08:30:10 +0000] [7] [ERROR] Worker (pid:12) was sent SIGKILL! Perhaps out of memory?',
      'Gunicorn',
      'sigkill',
      'Worker',
      12,
    ],
    ['c++: fatal error: Killed signal terminated program cc1plus', 'The compiler', 'sigkill', 'cc1plus', null],
    ['collect2: fatal error: ld terminated with signal 9 [Killed]', 'The compiler', 'sigkill', 'ld', null],
    ['  process didn’t exit successfully: `rustc` (signal: 9, SIGKILL: kill)', 'cargo', 'sigkill', null, null],
    ['Killed', 'The shell', 'sigkill', null, null],
    [
      './train.sh: line 3:  4242 Killed                  python train.py',
      'The shell',
      'sigkill',
      'python train.py',
      4242,
    ],
    ['[1]+  Killed                 ./a.out', 'The shell', 'sigkill', './a.out', null],
    ['make[2]: *** [all] Killed', 'make', 'sigkill', 'all', null],
    ['Command terminated by signal 9', 'time', 'sigkill', null, null],
    [
      '2026-01-15 08:30:10.123 UTC [77] LOG:  server process (PID 1234) was terminated by signal 9: Killed',
      'PostgreSQL',
      'sigkill',
      'server process',
      1234,
    ],
    [
      '2026-01-15 08:30:10,123 INFO exited: app (terminated by SIGKILL; not expected)',
      'supervisord',
      'sigkill',
      'app',
      null,
    ],
    [
      'billiard.exceptions.WorkerLostError: Worker exited prematurely: signal 9 (SIGKILL) Job: 3.',
      'Celery',
      'sigkill',
      null,
      null,
    ],
    ['DAMN ! worker 1 (pid: 7) died, killed by signal 9 :( trying respawn ...', 'uWSGI', 'sigkill', 'worker 1', 7],
    ['PM2      | App [api:0] exited with code [0] via signal [SIGKILL]', 'pm2', 'sigkill', 'api:0', null],
    [
      '2026/01/15 08:30:10 [alert] 1#1: worker process 29 exited on signal 9',
      'The master process',
      'sigkill',
      'worker process',
      29,
    ],
    ['RuntimeError: DataLoader worker (pid 123) is killed by signal: Killed. ', 'PyTorch', 'sigkill', null, 123],
    ['##[error]Process completed with exit code 137.', 'A runner', 'sigkill', null, null],
  ])('%s', (line, by, reason, what, pid) => {
    expect(factIn(line)).toMatchObject({ kind: 'app.kill-told', by, reason, pid, ...(what === null ? {} : { what }) })
  })

  test.each(wrapped(SLURM, 'slurmstepd'))('in %s', (_, line) => {
    expect(factIn(line)).toMatchObject({ kind: 'app.kill-told', job: '4715' })
  })

  test.each([
    'Killed it today at the gym',
    'the worker was killed',
    'Killed process 166 (java) total-vm:1kB, anon-rss:1kB, file-rss:1kB',
    'worker process 29 exited on signal 15',
    'server process (PID 1234) was terminated by signal 11: Segmentation fault',
    'Process completed with exit code 1.',
    'Error R14 (Memory quota exceeded)',
    'srun: error: node7: task 0: Exited with exit code 1',
    'INFO exited: app (exit status 1; not expected)',
    '[    1.000000] Command terminated by signal 9',
    'Jan 15 08:30:10 node-1 kernel: Killed',
  ])('is not in %s', line => expect(factsIn(line).filter(({ kind }) => kind === 'app.kill-told')).toEqual([]))
})
