import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { failedRecord, type FleetRecord, isInShard, keyOf } from '../../fleet/index.ts'
import { type ListedBundle, listBundles } from '../../node/bundle-listing.ts'
import { complain, UsageError } from '../complain.ts'
import { type Io, type Parts, type StopSignal, writeTo } from '../io.ts'
import { nearest } from '../nearest.ts'
import { STOPPED } from '../stops.ts'
import { openKnown } from './known.ts'
import { listedPaths } from './list-option.ts'
import { type FleetFlags, type Plan, planOf } from './plan.ts'
import { runPool } from './pool.ts'
import { openFleetProgress } from './progress.ts'
import type { WorkerSetup } from './protocol.ts'
import { openSlot, type Outcome, type Slot } from './slot.ts'
import { makeStore, openTimings, readStore, sweep, writeListing, writeRecord, writing } from './store.ts'
import { openTally } from './tally.ts'

async function bundlesOf(paths: readonly string[], list: string | undefined, except: string, io: Io) {
  const listed = await listedPaths(paths, list, io)
  const bundles = await listBundles({ paths: paths.filter(path => path !== '-'), listed, except })
  if (bundles.length === 0)
    throw new UsageError(
      'no bundles. A PATH is a directory whose entries are bundles, or one file; - is a list of paths.',
    )
  return bundles
}

function slotsOf(
  { directory, maker, limits, jobs }: Plan,
  bundles: readonly ListedBundle[],
  parts: Parts,
  hired: (pid: number) => void,
): Slot[] {
  const setup: WorkerSetup = { directory, maker }
  const workers = Math.min(jobs, bundles.length)
  // Several bundles at a time are faster than several threads at one. Where every processor has a worker, V8's threads would
  // only wait for one another, so that it gets none.
  const threads = workers < availableParallelism() ? '--single-threaded-gc' : '--single-threaded'
  const execArgv = [`--max-old-space-size=${limits.memoryMiB}`, threads]
  function start(): ChildProcess {
    const worker = fork(parts.fleetWorker, [JSON.stringify(setup)], {
      execArgv,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    if (worker.pid !== undefined) hired(worker.pid)
    return worker
  }
  return Array.from({ length: workers }, () => openSlot(start, limits))
}

/** `oomlens fleet sumary out` would be a fleet of two bundles, neither of which is there. */
function refuseMisspelled([first = '']: readonly string[]): void {
  const meant = existsSync(first) ? null : nearest(first, ['summary', 'merge'])
  if (meant !== null) throw new UsageError(`There is no '${first}'. Did you mean oomlens fleet ${meant}?`)
}

/** Analyses every bundle of the shard that is not done yet, and gives the exit status. */
export async function fleetCommand(paths: readonly string[], flags: FleetFlags, io: Io, parts: Parts): Promise<number> {
  refuseMisspelled(paths)
  const plan = planOf(flags, io, parts)
  const { directory, maker, shard } = plan
  const all = await bundlesOf(paths, flags.list, directory, io)
  const own = shard ? all.filter(({ name }) => isInShard(name, shard)) : all
  const stored = readStore(directory)
  for (const file of stored.damaged) await complain(io, `${directory}/${file} is damaged, so it counts as not done`)
  const names = all.map(({ name }) => name)
  const keepSeconds = writing(directory, () => {
    makeStore(directory)
    writeListing(directory, names)
    return openTimings(directory)
  })

  const known = openKnown(stored.records, maker)
  const hasReport = new Set(stored.records.filter(({ status }) => status === 'analysed').map(keyOf))
  const tally = openTally()
  const progress = openFleetProgress(io, own.length, flags.quiet === true)
  function add(record: FleetRecord): void {
    known.add(record)
    tally.add(record, false)
  }
  function done(outcome: Outcome, seconds: number): void {
    if (outcome.is === 'skipped') {
      const found = known.find(outcome.id)
      if (found && !found.isCopy) tally.add(found.record, true)
      else if (found) {
        writing(directory, () => writeRecord(directory, found.record))
        add(found.record)
      }
    } else {
      const record = outcome.is === 'record' ? outcome.record : failedRecord(outcome.id, outcome.failure, maker)
      // A worker writes what it analysed: writing is work as well. A report of another version is worth more than none.
      if (outcome.is === 'failed' && !hasReport.has(keyOf(record)))
        writing(directory, () => writeRecord(directory, record))
      add(record)
      writing(directory, () => keepSeconds(record.name, seconds))
    }
    progress.show(tally.done, tally.failed)
  }

  const stop = new AbortController()
  const asked: StopSignal[] = []
  const release = io.onStop?.(signal => {
    asked.push(signal)
    stop.abort()
  })
  const workers: number[] = []
  try {
    const slots = slotsOf(plan, own, parts, pid => workers.push(pid))
    await runPool(own, { slots, isKnown: id => known.find(id) !== null, done, stop: stop.signal })
  } finally {
    release?.()
    sweep(directory, workers)
    await progress.erase()
  }
  const [stopped] = asked
  const run = { directory, own: own.length, all: all.length, shard, stopped: stopped !== undefined }
  await writeTo(io.stdout, tally.text(run))
  if (stopped) return STOPPED[stopped]
  // A shard may well have only bundles that are none.
  if (shard === null && tally.analysed === 0) {
    await complain(io, 'not one of the bundles could be analysed')
    return 2
  }
  return flags.exitCode && tally.withKill > 0 ? 1 : 0
}
