import { COLLECT_SCRIPT } from './collect-script.ts'
import { type Io, writeTo } from './io.ts'

/** `oomlens collect`: prints a script that gathers a good bundle; runs nothing itself. */
export async function collectCommand(io: Io): Promise<number> {
  await writeTo(io.stdout, COLLECT_SCRIPT)
  return 0
}
