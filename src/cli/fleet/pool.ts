import type { BundleId } from '../../fleet/index.ts'
import type { ListedBundle } from '../../node/bundle-listing.ts'
import type { Outcome, Slot } from './slot.ts'

export interface Pool {
  readonly slots: readonly Slot[]
  isKnown(id: BundleId): boolean
  /** Called once for each bundle, as soon as it is done. */
  done(outcome: Outcome, seconds: number): void
  /** Ends the run: what is in flight is dropped. */
  readonly stop: AbortSignal
}

/** Gives each bundle to the next worker that is free; ends when all are done, or at once when it is stopped. */
export async function runPool(bundles: readonly ListedBundle[], { slots, isKnown, done, stop }: Pool): Promise<void> {
  const waiting = bundles.values()
  const close = (): void => {
    for (const slot of slots) slot.close()
  }
  const stopped = new Promise<void>(resolve => {
    if (stop.aborted) resolve()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
  async function work(slot: Slot): Promise<void> {
    for (const bundle of waiting) {
      if (stop.aborted) return
      const began = performance.now()
      const outcome = await slot.run(bundle, isKnown)
      if (stop.aborted) return
      done(outcome, (performance.now() - began) / 1000)
    }
  }
  try {
    await Promise.race([stopped, Promise.all(slots.map(work))])
  } finally {
    close()
  }
}
