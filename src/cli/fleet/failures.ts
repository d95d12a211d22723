import type { Failure } from '../../fleet/index.ts'

/** What one worker may take for one bundle. */
export interface WorkerLimits {
  readonly timeoutSeconds: number
  readonly memoryMiB: number
}

export const timeLimit = ({ timeoutSeconds }: WorkerLimits): Failure => ({
  reason: 'time-limit',
  detail: `not done after ${timeoutSeconds} s (--timeout)`,
})

export const memoryLimit = ({ memoryMiB }: WorkerLimits): Failure => ({
  reason: 'memory-limit',
  detail: `needs more than ${memoryMiB} MiB of memory (--memory)`,
})

/** What the end of a worker tells that nobody here asked to end. */
export function crash(limits: WorkerLimits, code: number | null, signal: string | null, stderr: string): Failure {
  // V8 says so and aborts.
  if (/heap out of memory|invalid (?:table size|array length) Allocation failed/i.test(stderr))
    return memoryLimit(limits)
  if (signal === 'SIGKILL')
    return {
      reason: 'crash',
      detail: 'the worker was killed (SIGKILL) by someone else; the kernel does so when memory is short, and logs it',
    }
  return { reason: 'crash', detail: `the worker ended with ${signal ? `signal ${signal}` : `status ${code}`}` }
}
