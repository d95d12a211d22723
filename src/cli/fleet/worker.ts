import { writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { type BundleId, type Failure, type FleetOptions, recordOf } from '../../fleet/index.ts'
import { BundleError } from '../../model/bundle.ts'
import type { AnalyzeOptions } from '../../model/options.ts'
import { contentHash } from '../../node/content-hash.ts'
import { openBundle } from '../../node/open-bundle.ts'
import { limitsOf } from '../limit-option.ts'
import { unwritable } from '../unwritable.ts'
import { nothingReadable } from '../verdict.ts'
import type { FromWorker, ToWorker, WorkerSetup } from './protocol.ts'
import { writeRecord } from './store.ts'

/** Where memory gets short, the kernel shall take a worker, not the process that keeps what is done. */
const OOM_SCORE_ADJ = '500'

interface Current extends BundleId {
  readonly path: string
  readonly seen: string
}

const { directory, maker } = JSON.parse(process.argv[2] ?? '') as WorkerSetup
const options = optionsOf(maker.options)
const limits = limitsOf(maker.options.limits ?? {})
let current: Current | null = null

function optionsOf({ limits: _, ...given }: FleetOptions): AnalyzeOptions {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value ?? undefined]))
}

const say = (message: FromWorker): unknown => process.send?.(message)

/** Size and time of change of a file; of a directory nothing, since that of its files would have to be asked for. */
async function lookOf(path: string): Promise<string> {
  const stats = await stat(path)
  return stats.isFile() ? `${stats.size} ${stats.mtimeMs}` : ''
}

async function hash(name: string, path: string): Promise<void> {
  const found = await contentHash(path)
  current = { name, path, ...found, seen: await lookOf(path) }
  say({ did: 'hash', ...found })
}

async function analyse({ name, path, sha256, bytes, seen }: Current): Promise<void> {
  // Large, and not needed where everything is done already.
  const { analyze } = await import('../core.ts')
  const report = await analyze(await openBundle(path, { limits }), options)
  if ((await lookOf(path)) !== seen) {
    say({ did: 'fail', failure: { reason: 'changed', detail: 'it changed while it was read' } })
    return
  }
  const record = recordOf({ name, sha256, bytes }, report, nothingReadable(report), maker)
  try {
    writeRecord(directory, record)
    say({ did: 'analyse', record })
  } catch (error) {
    say({ did: 'stick', detail: `${directory} cannot be written: ${unwritable(error)}` })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function failureOf(error: unknown): Failure {
  if (error instanceof BundleError) return { reason: 'cannot-open', detail: error.problem.detail }
  return { reason: 'crash', detail: `internal error: ${messageOf(error)}` }
}

async function take(message: ToWorker): Promise<void> {
  try {
    if (message.do === 'hash') await hash(message.name, message.path)
    else if (current) await analyse(current)
  } catch (error) {
    say({ did: 'fail', failure: failureOf(error) })
  }
}

try {
  writeFileSync('/proc/self/oom_score_adj', OOM_SCORE_ADJ)
} catch {
  // Not Linux, or not allowed: then all processes are alike to the kernel.
}
// Whoever asks the whole group to end asks the process that started this one; its end ends this one.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', message => void take(message as ToWorker))
say({ did: 'start' })
