import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }
import { containers } from '../node/containers.ts'
import { openBundle } from '../node/index.ts'
import { outputs } from '../outputs/index.ts'
import { COMMIT } from './commit.ts'
import type { Io, Parts } from './io.ts'
import { processIo } from './process-io.ts'
import { run } from './run.ts'
import { openStops } from './stops.ts'

/** Built, the worker lies beside the other parts of the command line. */
const WORKER = import.meta.url.endsWith('.ts') ? './fleet/worker.ts' : './cli/fleet-worker.js'

/** The real parts. What reads logs is large, so it is loaded when a command needs it. */
export const PARTS: Parts = {
  version: manifest.version,
  commit: COMMIT,
  containers,
  outputs,
  openBundle,
  inputs: async () => (await import('./core.ts')).kit.inputs,
  layouts: async () => (await import('./core.ts')).kit.layouts.map(({ id }) => id),
  topics: async () => (await import('./seldom.ts')).topics,
  analyze: async (bundle, options) => (await import('./core.ts')).analyze(bundle, options),
  view: async request => (await import('../tui/index.ts')).view(request),
  fleetWorker: fileURLToPath(new URL(WORKER, import.meta.url)),
}

/** Runs the command line with the given arguments and surroundings; gives the exit status. */
export const main = (argv: readonly string[], io: Io): Promise<number> => run(argv, io, PARTS)

/** Runs the command line of this process. */
export async function start(): Promise<void> {
  const onStop = openStops()
  // All is written by now; a pipe that is still being read, since a view was left while it loaded, may never end.
  process.exit(await main(process.argv.slice(2), { ...processIo(), onStop }))
}
