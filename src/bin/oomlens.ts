#!/usr/bin/env node
import { tooOld } from './node-version.ts'

const complaint = tooOld(process.versions.node)
if (complaint) {
  process.stderr.write(`${complaint}\n`)
  process.exitCode = 2
} else {
  // Built beside this file. Loaded only now, since an old Node could not even parse it.
  const cli = import(new URL('../cli.js', import.meta.url).href) as Promise<{ start(): Promise<void> }>
  cli
    .then(({ start }) => start())
    .catch((error: unknown) => {
      process.stderr.write(`oomlens: cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 2
    })
}
