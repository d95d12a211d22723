import type { Shard } from '../../fleet/index.ts'
import { UsageError } from '../complain.ts'
import type { Io } from '../io.ts'

const MOST_SHARDS = 100_000

function shard(index: number, count: number, option: string): Shard {
  if (!(count >= 1 && count <= MOST_SHARDS))
    throw new UsageError(`${option}: there must be 1 to ${MOST_SHARDS} shards.`)
  if (index < 0 || index >= count)
    throw new UsageError(
      `${option}: shards count from 0, so of ${count} they are 0/${count} to ${count - 1}/${count}; there is no ${index}/${count}.`,
    )
  return { index, count }
}

function number(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${name}: '${text}' is no whole number.`)
  return Number(text)
}

/** Kubernetes and AWS Batch count from 0. A Slurm array may begin anywhere and take steps. */
function ofEnvironment(env: Io['env'], count: number): Shard {
  const found = ['JOB_COMPLETION_INDEX', 'AWS_BATCH_JOB_ARRAY_INDEX', 'SLURM_ARRAY_TASK_ID'].filter(name => env[name])
  const [name, ...others] = found
  if (name === undefined)
    throw new UsageError(
      '--shards: none of JOB_COMPLETION_INDEX, AWS_BATCH_JOB_ARRAY_INDEX and SLURM_ARRAY_TASK_ID is set. Give --shard INDEX/COUNT.',
    )
  if (others.length > 0)
    throw new UsageError(
      `--shards: ${found.join(' and ')} are set, so it is not clear which counts. Give --shard INDEX/COUNT.`,
    )
  const value = number(name, env[name] ?? '')
  if (name !== 'SLURM_ARRAY_TASK_ID') return shard(value, count, `--shards with ${name}`)
  const given = (variable: string, absent: number): number => number(variable, env[variable] || String(absent))
  const size = given('SLURM_ARRAY_TASK_COUNT', count)
  // A part of an array that is submitted again has another first task: by it the shards would be others.
  if (size !== count)
    throw new UsageError(`--shards: SLURM_ARRAY_TASK_COUNT is ${size}, not ${count}. Give --shard INDEX/${count}.`)
  const index = (value - given('SLURM_ARRAY_TASK_MIN', 0)) / given('SLURM_ARRAY_TASK_STEP', 1)
  if (!Number.isInteger(index)) throw new UsageError(`--shards: ${name} ${value} is not a task of the array's step.`)
  return shard(index, count, `--shards with ${name}`)
}

/** The shard that was asked for; null for the whole. */
export function shardOption(
  { shard: own, shards }: { readonly shard?: string; readonly shards?: string },
  env: Io['env'],
): Shard | null {
  if (own !== undefined && shards !== undefined)
    throw new UsageError('--shard and --shards: give one of them; --shards takes the index from the environment.')
  if (shards !== undefined) return ofEnvironment(env, number('--shards', shards))
  if (own === undefined) return null
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(own) ?? []
  if (index === undefined || count === undefined)
    throw new UsageError(`--shard: '${own}' is no shard. Write it as INDEX/COUNT, from 0/8 to 7/8.`)
  return shard(Number(index), Number(count), '--shard')
}
