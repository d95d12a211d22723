import { readTalosLine, type TalosLine } from '../../../grammars/killers/talos.ts'
import type { KillerVictim } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Block, Body } from '../../model/reader.ts'
import type { Span } from '../../model/span.ts'
import { killFact } from './fact.ts'
import { newSession, type Telling } from './session.ts'

/** Where the whole record is JSON, its fields stand beside the message. */
const fieldsOf = (line: TalosLine, body: Body): string => line.fields ?? body.line.text

const CGROUP = /\\?"cgroup\\?": ?\\?"([^"\\]{1,1024})/
const PROCESSES = /\\?"processes\\?": ?\[([\d, ]{1,65536})/
const CONTROLLER = /"controller\\?": ?\\?"runtime\.OOMController/
const ROOT = /^\/sys\/fs\/cgroup(?=\/)/

function readLine(body: Body): TalosLine | null {
  const reading = readTalosLine(body.text.trimStart())
  return reading.ok ? reading.value : null
}

const victimsIn = (fields: string): readonly KillerVictim[] =>
  (PROCESSES.exec(fields)?.[1] ?? '')
    .split(',')
    .map(Number)
    .filter(pid => pid > 0)
    .map(pid => ({ pid, comm: null, uid: null, oomScoreAdj: null, rssKiB: null }))

function telling(boot: number): Telling<TalosLine> {
  let kill: { readonly body: Body; readonly cgroup: string; readonly isNamed: boolean } | null = null
  let victims: readonly KillerVictim[] = []
  const more: Span[] = []
  return {
    take(line, body) {
      const fields = fieldsOf(line, body)
      if (line.what === 'kill') {
        const cgroup = CGROUP.exec(fields)?.[1]?.replace(ROOT, '')
        if (kill !== null || cgroup === undefined) return kill === null ? 'last' : 'end'
        kill = { body, cgroup, isNamed: CONTROLLER.test(fields) }
        return 'mine'
      }
      if (line.what === 'triggered') {
        if (kill !== null) return 'end'
        more.push(lineSpan(body.line))
        return 'mine'
      }
      if (kill === null) return 'foreign'
      victims = victimsIn(fields)
      more.push(lineSpan(body.line))
      return 'last'
    },
    close() {
      if (kill === null) return []
      const { body, cgroup, isNamed } = kill
      const words = 'its trigger expression held, whose numbers the log does not print'
      const known = { cgroup, victims, policy: { kind: 'words', words }, signal: 'SIGKILL', outcome: 'killed' } as const
      return [killFact('talos', body, boot, isNamed ? 'proven' : 'possible', known, more)]
    },
  }
}

/** Kills by the OOM controller of Talos Linux (1.12 and later), in `talosctl dmesg` and in the log of its controllers. */
export const talosOomController: Block = {
  id: 'talos-oom',
  cues: ['OOM controller triggered', 'Sending SIGKILL to cgroup'],
  open(body, { boot }) {
    const { ident } = body
    const isForeign =
      body.origin === 'kernel' ||
      (ident !== null && !/talos|machined|controller-runtime|application|kernel/.test(ident))
    const line = isForeign ? null : readLine(body)
    return line === null || line.what === 'processes' ? null : newSession(body, readLine, telling(boot))
  },
}
