import { describe, expect, test } from 'vitest'
import { readers } from '../../src/formats/index.ts'
import { newLineReader } from '../../src/lines/read-lines.ts'
import type { Found } from '../../src/model/reader.ts'
import { killLines } from '../engine/logs.ts'
import { bytesOf } from './scanned.ts'

const on = (host: string, lines: readonly string[], from = 0): readonly string[] =>
  lines.map((text, at) => `Mar 01 10:00:00.${String(from + at * 2).padStart(6, '0')} ${host} kernel: ${text}`)

/** As `oc adm node-logs` merges sorted logs: the least line comes first. */
const merged = (...logs: readonly (readonly string[])[]): readonly string[] => logs.flat().sort()

function read(lines: readonly string[]) {
  const found: Found[] = []
  const reader = newLineReader('log', readers, each => found.push(each))
  reader.push(bytesOf(lines.join('\n')))
  const { host, boots } = reader.end()
  const reports = found.flatMap(each => ('kind' in each && each.kind === 'kernel.oom-report' ? [each] : []))
  return { host, boots: boots.map(part => part.host), reports }
}

describe('logs of several hosts in one', () => {
  test('each host has its own report, whole', () => {
    const { host, boots, reports } = read(merged(on('m0', killLines({ pid: 7 })), on('m1', killLines({ pid: 7 }), 1)))
    expect(host).toBeNull()
    expect(boots).toEqual(['m0', 'm1'])
    expect(reports.map(({ node, boot, kills, has }) => [node, boot, kills.map(({ pid }) => pid), has.header])).toEqual([
      ['m0', 0, [7], true],
      ['m1', 1, [7], true],
    ])
  })

  test('lines of programs of another host are of no kernel', () => {
    const others = ['Mar 01 10:00:00.000003 m1 kubelet[1]: x', 'Mar 01 10:00:00.000007 m1 kubelet[1]: y']
    const { boots, reports } = read(merged(on('m0', killLines()), others))
    expect(boots).toEqual(['m0'])
    expect(reports).toHaveLength(1)
  })

  test.each([
    ['a machine before it is told its name', 'localhost', 'm0'],
    ['a machine by its short and its whole name', 'm0', 'm0.example.com'],
  ])('%s is one', (_, before, after) => {
    const lines = killLines()
    const { host, boots, reports } = read([...on(before, lines.slice(0, 4)), ...on(after, lines.slice(4), 100)])
    expect(host).toBe(before)
    expect(boots).toEqual([before])
    expect(reports).toHaveLength(1)
    expect(reports[0]?.has).toMatchObject({ header: true, conclusion: true })
  })
})
