import { describe, expect, test } from 'vitest'
import { killLines, raw, syslog } from '../logs.ts'
import { onlyIncident } from '../report-of.ts'

const AT = '2026-01-15T08:30:10Z'
const lines = killLines()
const isDoubted = async (files: Readonly<Record<string, string>>) =>
  (await onlyIncident(files)).causes[0]?.why.includes('cannot prove that the kernel wrote')
const console = raw(1000, lines)

describe('who wrote the lines of a kill', () => {
  test('is proven by one of its logs', async () => {
    expect(await isDoubted({ syslog: syslog(AT, lines, 'node-1', 1000) })).toBe(false)
    expect(await isDoubted({ 'dmesg.txt': console, syslog: syslog(AT, lines, 'node-1', 1000) })).toBe(false)
    // The more complete report need not be the proven one.
    expect(await isDoubted({ 'dmesg.txt': console, syslog: syslog(AT, lines.slice(1), 'node-1', 1000) })).toBe(false)
  })

  test('is not by a log that lacks what the verdict rests on', async () => {
    expect(await isDoubted({ 'dmesg.txt': console, syslog: syslog(AT, lines.slice(-2), 'node-1', 1000) })).toBe(true)
  })

  test('is not, however many that cannot tell agree', async () => {
    expect(await isDoubted({ 'dmesg.txt': console })).toBe(true)
    expect(await isDoubted({ 'dmesg.txt': console, 'copy.txt': console })).toBe(true)
  })
})
