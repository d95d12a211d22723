import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAndroidLine } from '../../../grammars/killers/android.ts'
import { readEarlyoomLine } from '../../../grammars/killers/earlyoom.ts'
import { readNohangLine } from '../../../grammars/killers/nohang.ts'
import { readMetaOomdLine } from '../../../grammars/killers/oomd.ts'
import { readOomdLine } from '../../../grammars/killers/systemd-oomd.ts'
import { readSystemdUnitLine } from '../../../grammars/killers/systemd-unit.ts'
import { readTalosLine } from '../../../grammars/killers/talos.ts'
import { anyName, beginningsOf, expectLinear, HOSTILE_NAMES, long, taken } from '../kernel/support.ts'

const READERS = [
  readAndroidLine,
  readEarlyoomLine,
  readNohangLine,
  readMetaOomdLine,
  readOomdLine,
  readSystemdUnitLine,
  readTalosLine,
]

describe('every killer’s line', () => {
  it.each(HOSTILE_NAMES)('keeps a name like “%s”', name => {
    const sent = taken(readEarlyoomLine(`sending SIGTERM to process 7 uid 0 "${name}": badness 5, VmRSS 3 MiB`))
    expect([sent.comm, sent.pid, sent.rssMiB]).toEqual([name, '7', '3'])
    const lmk = taken(readAndroidLine(`lowmemorykiller: Killing '${name}' (7), adj 900,`))
    expect([lmk.comm, lmk.pid, lmk.oomScoreAdj]).toEqual([name, '7', '900'])
    const old = taken(readAndroidLine(`send sigkill to 7 (${name}), adj 15, size 6120`))
    expect([old.comm, old.pid, old.pages]).toEqual([name, '7', '6120'])
    const lmkd = taken(
      readAndroidLine(`Kill '${name}' (7), uid 10, oom_score_adj 905 to free 8kB rss, 9kB swap; reason: x`),
    )
    expect([lmkd.comm, lmkd.freedKiB, lmkd.swapKiB, lmkd.reason]).toEqual([name, '8', '9', 'x'])
    const victim = taken(readNohangLine(`PID: 7, Name: ${name}, badness: 849`))
    expect([victim.comm, victim.pid]).toEqual([name, '7'])
  })

  it('says no number that a cut may have shortened', () => {
    const kill =
      'Killed /a due to memory used (744321024) / total (754978816) and swap used (499122176) / total (536866816) being more than 90.00%'
    const whole = taken(readOomdLine(kill))
    for (const part of beginningsOf(kill)) {
      const reading = readOomdLine(part)
      if (!reading.ok) continue
      expect(whole.bytes.slice(0, reading.value.bytes.length)).toEqual(reading.value.bytes)
      expect(reading.value.percents.every(percent => whole.percents.includes(percent))).toBe(true)
    }
    const pressure =
      'Killed /a due to memory pressure for /b being 24.15% > 20.00% for > 1min 30s with reclaim activity'
    for (const part of beginningsOf(pressure)) {
      const reading = readOomdLine(part)
      if (reading.ok) expect([null, '1min 30s']).toContain(reading.value.timespan)
      if (reading.ok) expect(['24.15', '20.00']).toEqual(expect.arrayContaining([...reading.value.percents]))
    }
  })

  it('says no score that a cut may have shortened', () => {
    const kill = "Kill 'a' (20003), uid 10045, oom_score_adj 905 to free 140528kB rss, 37404kB swap; reason: x"
    const whole = taken(readAndroidLine(kill))
    for (const part of beginningsOf(kill)) {
      const reading = readAndroidLine(part)
      if (!reading.ok) continue
      expect([reading.value.pid, reading.value.oomScoreAdj]).toEqual([whole.pid, whole.oomScoreAdj])
      expect([null, whole.freedKiB]).toContain(reading.value.freedKiB)
    }
  })

  it('is read or not, and nothing else, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), anyName, (text, name) => {
        for (const read of READERS) {
          for (const line of [
            text,
            `Killed /${text}`,
            `Killing '${name}${text}`,
            `sending SIGTERM to process 1 ${text}`,
          ]) {
            expect(typeof read(line).ok).toBe('boolean')
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('takes no longer than its length', () => {
    for (const read of READERS) {
      expectLinear(read, [
        long('sending SIGTERM to process 1 uid 0 "', '": badness '),
        long('Killing process: ', ', pid: 1'),
        long("Killing '", "' (1"),
        long('send sigkill to 1 (', '), ad'),
        long('Killed /', 'a/'),
        long('Killed /a due to memory used (', '1) / total ('),
        long('Killed 2:', ' 1(a)'),
        long('oomd kill: ', '1.00 '),
        long('PID: 1, Name: ', ', badness'),
        long('', '.service: '),
        long('[talos] Sending SIGKILL to cgroup ', '{'),
      ])
    }
  })
})
