import { describe, expect, it } from 'vitest'
import { analyze } from '../../../src/analyze.ts'
import { followsOn } from '../../../src/engine/rotation/place.ts'
import { bundleOf } from '../../../src/model/bundle.ts'
import type { Incident } from '../../../src/model/report.ts'
import { FIXTURES, fixture } from '../../formats/kernel/read.ts'
import { WRAPPINGS } from '../../formats/kernel/wrap.ts'

const QUIET = 'Jan 15 08:30:09 node-1 kernel: [   99.000000] usb 1-1: new device'
const syslog = (name: string): readonly string[] => (WRAPPINGS.syslog?.(fixture(name)) ?? '').trimEnd().split('\n')

async function incidentsOf(files: Readonly<Record<string, readonly string[]>>): Promise<readonly Incident[]> {
  const texts = Object.entries(files).map(([path, lines]) => [path, `${lines.join('\n')}\n`] as const)
  return (await analyze(bundleOf('logs', Object.fromEntries(texts)))).incidents
}

const facts = (incident: Incident): object => {
  const { kind, trigger, victims, order, oomMemcg, taskMemcg, limitBytes, usageBytes, complete, partial, panic } =
    incident
  return { kind, trigger, victims, order, oomMemcg, taskMemcg, limitBytes, usageBytes, complete, partial, panic }
}

/** Some places in a report, until the line that ends it: the first kill, or that there was none. */
function cuts(lines: readonly string[]): readonly number[] {
  const end = lines.findIndex(line => /Killed process|no killable|Kernel panic/.test(line))
  // The pid of the task that asked stands in the second line, where only a call trace tells what dumped it.
  const isTraced = lines.some(line => /dump_header|oom_kill_process/.test(line))
  return [...(isTraced ? [1] : []), 2, 3, 5, 8, 13, 21, 34, 55, end - 2, end - 1, end].filter(at => at > 0 && at <= end)
}

describe.each(FIXTURES)('the report %s over two files', name => {
  const lines = syslog(name)
  it('is one incident, and the same, wherever it is cut and in any order', async () => {
    const [whole] = await incidentsOf({ 'kern.log': [QUIET, ...lines] })
    for (const at of cuts(lines)) {
      const parts = [
        ['var/log/kern.log.1', [QUIET, ...lines.slice(0, at)]],
        ['var/log/kern.log', lines.slice(at)],
      ] as const
      const forth = await incidentsOf(Object.fromEntries(parts))
      const back = await incidentsOf(Object.fromEntries([...parts].reverse()))
      expect(back, `cut at ${at}`).toEqual(forth)
      expect(forth.map(facts), `cut at ${at}`).toEqual(whole ? [facts(whole)] : [])
    }
  })
})

describe('what does not belong together', () => {
  const lines = syslog('memcg-v2-6.1')
  const [first, second] = [[QUIET, ...lines.slice(0, 30)], lines.slice(30)]
  const later = second.map(line => line.replace(/\[ *1/, '[  9').replace(/08:30/, '09:30'))
  it.each([
    ['files with one missing between them', { 'kern.log.2': first, 'kern.log': second }],
    ['files of different logs', { 'kern.log.1': first, messages: second }],
    ['files of different nodes', { 'a/kern.log.1': first, 'b/kern.log': second }],
    ['the wrong way round', { 'kern.log': first, 'kern.log.1': second }],
    ['another host', { 'kern.log.1': first, 'kern.log': second.map(line => line.replace('node-1', 'node-2')) }],
    ['long after', { 'kern.log.1': first, 'kern.log': later }],
    [
      'the kill of another',
      {
        'kern.log.1': [QUIET, ...lines.slice(0, -1)],
        'kern.log': lines.slice(-1).map(line => line.replace(/process \d+/, 'process 99')),
      },
    ],
  ])('%s', async (_, files) => {
    const incidents = await incidentsOf(files)
    expect(incidents.length).toBe(2)
    for (const { complete, trigger, victims } of incidents) {
      expect(complete).toBe(false)
      expect(trigger === null || victims.every(({ outcome }) => outcome === 'unknown')).toBe(true)
    }
  })
})

describe('files of one log', () => {
  it.each([
    ['kern.log.1', 'kern.log', true],
    ['kern.log.2.gz', 'kern.log.1', true],
    ['dmesg.0', 'dmesg', true],
    ['a.tar.gz!/var/log/messages.3.gz', 'a.tar.gz!/var/log/messages.2.gz', true],
    ['messages-20240301', 'messages-20240308', true],
    ['messages-20240308', 'messages', true],
    ['messages-20240301', 'messages', false],
    ['messages-20240308', 'messages-20240301', false],
    ['kern.log', 'kern.log.1', false],
    ['kern.log.3', 'kern.log.1', false],
    ['kern.log.2', 'kern.log', false],
    ['x/kern.log.1', 'y/kern.log', false],
    ['kern.log', 'kern.log', false],
  ])('%s, then %s: %s', (first, second, expected) => {
    expect(followsOn(first, second, ['messages-20240301', 'messages-20240308', 'messages', first, second])).toBe(
      expected,
    )
  })
})
