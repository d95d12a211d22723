import { describe, expect, it } from 'vitest'
import { differences } from './less.ts'
import { FIXTURES, factsOf, fixture, reportIn, reportsIn } from './read.ts'
import { WRAPPINGS } from './wrap.ts'

const KILL = /Killed process (\d+) /
const NOISE = '[    1.000000] systemd[1]: nothing of interest\n'

describe.each(FIXTURES)('the report %s', name => {
  const text = fixture(name)
  const whole = factsOf(reportIn(text))
  const pidsIn = (part: string) => new Set([...part.matchAll(new RegExp(KILL, 'g'))].map(([, pid]) => Number(pid)))

  describe.each(['bare', 'dmesg', 'syslog', 'kmsg'])('as %s', wrapping => {
    const log = WRAPPINGS[wrapping]?.(text) ?? ''
    const lines = log.trimEnd().split('\n')

    it('without its first lines says nothing else, and still who was killed', () => {
      for (let at = 1; at < lines.length; at += 1) {
        const rest = lines.slice(at).join('\n')
        const reports = reportsIn(rest)
        for (const report of reports) expect(differences(factsOf(report), whole), `from line ${at}`).toEqual([])
        const pids = reports.flatMap(report => report.kills.map(kill => kill.pid))
        expect(new Set(pids), `from line ${at}`).toEqual(pidsIn(rest))
        expect(reports.every(report => !report.has.header)).toBe(true)
        if (reports.length > 0) expect(reports[0]?.cutBy, `from line ${at}`).toBe('file-start')
      }
    })

    it('without its last lines says nothing else', () => {
      for (let at = 1; at < lines.length; at += 1) {
        const rest = lines.slice(0, at).join('\n')
        const report = reportIn(rest)
        expect(differences(factsOf(report), whole), `to line ${at}`).toEqual([])
        expect(new Set(report.kills.map(kill => kill.pid))).toEqual(pidsIn(rest))
        const ends = /Killed process \d|no killable|Kernel panic/.test(rest)
        expect(report.has).toMatchObject({ header: true, conclusion: ends })
        expect(report.cutBy, `to line ${at}`).toBe(ends ? null : 'file-end')
      }
    })
  })

  it('does not claim that the file cut it where lines stand before it', () => {
    const log = WRAPPINGS.dmesg?.(text) ?? ''
    const rest = log.split('\n').slice(-3).join('\n')
    for (const report of reportsIn(NOISE + rest)) expect(report.cutBy).not.toBe('file-start')
  })
})
