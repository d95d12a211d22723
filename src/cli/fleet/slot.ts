import type { ChildProcess } from 'node:child_process'
import type { BundleId, Failure, FleetRecord } from '../../fleet/index.ts'
import type { ListedBundle } from '../../node/bundle-listing.ts'
import { UsageError } from '../complain.ts'
import { crash, memoryLimit, timeLimit, type WorkerLimits } from './failures.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { residentMiB } from './resident.ts'

/** What became of one bundle; `skipped` where its content is known. */
export type Outcome =
  | { readonly is: 'record'; readonly record: FleetRecord }
  | { readonly is: 'skipped'; readonly id: BundleId }
  | { readonly is: 'failed'; readonly id: BundleId; readonly failure: Failure }

/** One worker, started again when it ended. */
export interface Slot {
  /** `isKnown` is asked between hashing and analysing. Rejects only when no worker can be started. */
  run(bundle: ListedBundle, isKnown: (id: BundleId) => boolean): Promise<Outcome>
  /** Ends the worker, whatever it does; what `run` would give does not come any more. */
  close(): void
}

interface Worker {
  readonly child: ChildProcess
  bundles: number
  hasStarted: boolean
  stderr: string
}

const WATCH_MS = 250
const STDERR_KEPT = 4096

export function openSlot(start: () => ChildProcess, limits: WorkerLimits): Slot {
  let worker: Worker | null = null

  function hire(): Worker {
    const hired: Worker = { child: start(), bundles: 0, hasStarted: false, stderr: '' }
    hired.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      hired.stderr = (hired.stderr + text).slice(-STDERR_KEPT)
    })
    // Also between two bundles.
    hired.child.on('close', () => {
      if (worker === hired) worker = null
    })
    return hired
  }

  function attempt({ name, path }: ListedBundle, isKnown: (id: BundleId) => boolean, by: Worker): Promise<Outcome> {
    const { child } = by
    let resolve: (outcome: Outcome) => void = () => {}
    let reject: (error: Error) => void = () => {}
    const promise = new Promise<Outcome>((...both) => {
      ;[resolve, reject] = both
    })
    let id: BundleId = { name, sha256: null, bytes: null }
    let verdict: Failure | null = null
    const tell = (message: ToWorker): void => {
      // A worker that ended meanwhile is told by `exit`.
      if (child.connected) child.send(message, () => {})
    }
    const end = (failure: Failure): void => {
      verdict ??= failure
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end(timeLimit(limits)), limits.timeoutSeconds * 1000)
    const watch = setInterval(() => {
      if ((residentMiB(child.pid) ?? 0) > limits.memoryMiB) end(memoryLimit(limits))
    }, WATCH_MS)
    timer.unref()
    watch.unref()
    const take = (message: FromWorker): void => {
      if (message.did === 'start') by.hasStarted = true
      else if (message.did === 'analyse') resolve({ is: 'record', record: message.record })
      else if (message.did === 'stick') reject(new UsageError(message.detail))
      else if (message.did === 'fail') resolve({ is: 'failed', id, failure: message.failure })
      else {
        id = { name, sha256: message.sha256, bytes: message.bytes }
        if (isKnown(id)) resolve({ is: 'skipped', id })
        else tell({ do: 'analyse' })
      }
    }
    const gone = (code: number | null, signal: string | null): void => {
      if (!by.hasStarted && verdict === null)
        reject(
          new UsageError(
            `no worker can be started: it ended before it began: ${by.stderr.trim() || (signal ?? `status ${code}`)}`,
          ),
        )
      resolve({ is: 'failed', id, failure: verdict ?? crash(limits, code, signal, by.stderr) })
    }
    const broken = (error: Error): void => reject(new UsageError(`no worker can be started: ${error.message}`))
    child.on('message', take).on('close', gone).on('error', broken)
    tell({ do: 'hash', name, path })
    return promise.finally(() => {
      clearTimeout(timer)
      clearInterval(watch)
      child.off('message', take).off('close', gone).off('error', broken)
      by.bundles += 1
    })
  }

  return {
    async run(bundle, isKnown) {
      worker ??= hire()
      const used = worker.bundles > 0
      const outcome = await attempt(bundle, isKnown, worker)
      const isOwnFault = outcome.is !== 'failed' || worker !== null || outcome.failure.reason === 'time-limit'
      // What earlier bundles left in a worker is not held against this one.
      if (isOwnFault || !used) return outcome
      worker = hire()
      return attempt(bundle, isKnown, worker)
    },
    close() {
      worker?.child.removeAllListeners()
      worker?.child.kill('SIGKILL')
      worker = null
    },
  }
}
