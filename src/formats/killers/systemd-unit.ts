import { readSystemdUnitLine } from '../../../grammars/killers/systemd-unit.ts'
import type { UnitOom } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Message } from '../../model/reader.ts'
import { numberOf } from './number.ts'
import { unindented, writtenBy } from './writer.ts'

const TITLES: Readonly<Record<UnitOom['says'], string>> = {
  'kernel-kill': 'a process of it was killed by the OOM killer',
  'oomd-kill': 'systemd-oomd killed processes of it',
  result: 'it failed with result oom-kill',
}

/** PID 1, a user's manager, and both as `journalctl -o with-unit` calls them. */
const MANAGERS = ['systemd', 'init.scope']
const USER_MANAGER = /^user@\d+(?:\.service)?$/

/** What systemd says of a unit after a kill: a second witness, which knows neither the killer's reason nor the process. */
export const systemdUnit: Message = {
  id: 'systemd-unit',
  cues: [
    'by the OOM killer',
    'OOM killer killed some processes',
    ' process(es) in this unit',
    "with result 'oom-kill'",
  ],
  read(body, { boot }) {
    const isUserManager = body.ident !== null && USER_MANAGER.test(body.ident)
    if (!isUserManager && writtenBy(body, MANAGERS) === null) return null
    const reading = readSystemdUnitLine(unindented(body.text))
    if (!reading.ok) return null
    const { what, unit, processes } = reading.value
    return {
      kind: 'systemd.unit-oom',
      stamp: body.stamp,
      node: body.host,
      boot,
      title: `${unit}: ${TITLES[what]}`,
      severity: 'warning',
      evidence: [lineSpan(body.line)],
      unit,
      says: what,
      processes: numberOf(processes),
    }
  },
}
