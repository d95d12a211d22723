import { availableParallelism } from 'node:os'
import type { FleetOptions, Maker, Shard } from '../../fleet/index.ts'
import { type CaseFlags, caseOptions } from '../case-options.ts'
import { UsageError } from '../complain.ts'
import type { Io, Parts } from '../io.ts'
import type { WorkerLimits } from './failures.ts'
import { limitOption } from '../limit-option.ts'
import { shardOption } from './shard-option.ts'

/** The options of `oomlens fleet`, as they were typed. */
export interface FleetFlags extends CaseFlags {
  readonly output?: string
  readonly list?: string
  readonly jobs?: string
  readonly timeout: string
  readonly memory: string
  readonly shard?: string
  readonly shards?: string
  readonly exitCode?: boolean
  readonly quiet?: boolean
}

export interface Plan {
  readonly directory: string
  readonly maker: Maker
  /** Null: the whole. */
  readonly shard: Shard | null
  readonly jobs: number
  readonly limits: WorkerLimits
}

function fleetOptions(flags: CaseFlags): FleetOptions {
  const { timezone, node, nodePaths, namespace, pod, since, until, now } = caseOptions(flags)
  const limits = flags.limit === undefined ? null : limitOption(flags.limit)
  if (nodePaths && nodePaths.length > 0)
    throw new UsageError('--node: NAME=PATH is of one bundle. A fleet takes the name of one node only.')
  return {
    timezone: timezone ?? null,
    node: node ?? null,
    namespace: namespace ?? null,
    pod: pod ?? null,
    since: since ?? null,
    until: until ?? null,
    now: now ?? null,
    ...(limits === null ? {} : { limits }),
  }
}

function number(option: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new UsageError(`${option}: '${text}' is no number from ${least} to ${most}.`)
  return value
}

/** What a timer can wait for. */
const MOST_SECONDS = 2_000_000

export function planOf(flags: FleetFlags, io: Io, parts: Parts): Plan {
  if (flags.output === undefined || flags.output === '') throw new UsageError('-o DIR is needed: where the records go.')
  return {
    directory: flags.output,
    maker: { oomlens: parts.version, options: fleetOptions(flags) },
    shard: shardOption(flags, io.env),
    jobs: Math.floor(number('--jobs', flags.jobs ?? String(availableParallelism()), 1, 1024)),
    limits: {
      timeoutSeconds: number('--timeout', flags.timeout, 0.001, MOST_SECONDS),
      memoryMiB: Math.floor(number('--memory', flags.memory, 64, 1_000_000)),
    },
  }
}
