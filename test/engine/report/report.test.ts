import { describe, expect, test } from 'vitest'
import { containerCgroup, killLines, list, nodeObject, podObject, raw, syslog, terminated } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const AT = '2026-11-23T10:00:00Z'
const kill = (parts: Parameters<typeof killLines>[0] = {}, host = 'node-1') => syslog(AT, killLines(parts), host)
const now = { now: Date.parse('2026-11-23T12:00:00Z') }

describe('the headline', () => {
  test('names the boundary and the dead', async () => {
    const { headline } = await reportOf({ log: kill() }, now)
    expect(headline).toMatch(
      /^Container c0ffee00c0ff of pod with UID .* reached its own memory limit of 64 MiB; the kernel killed java \(pid 4242\) in it\.$/,
    )
  })

  test('leads with a kill before a report in which nobody is known to have died', async () => {
    const cut = raw(100, killLines({ pid: 1, comm: 'a' }).slice(0, 4))
    const { headline } = await reportOf({ a: cut, b: raw(900, killLines({ oomMemcg: null })) })
    expect(headline).toContain('ran out of memory; the kernel killed java')
    expect(headline).toContain('1 more incident')
  })

  test('does not say that nobody died where the end of the report is lost', async () => {
    const { headline } = await reportOf({ log: raw(100, killLines().slice(0, 7)) })
    expect(headline).not.toContain('nothing was killed')
  })

  test('of a bundle without a kernel log proves little', async () => {
    expect((await reportOf({ 'pods.json': list(podObject()) })).headline).toContain('proves little')
    expect((await reportOf({ log: raw(1, ['usb 1-1: new device']) })).headline).toBe('No OOM kill is in these logs.')
  })

  test('never says that there is no kill where its lines could not be read', async () => {
    const { headline, problems } = await reportOf({ log: `node-1|kern|err|1.000000|${killLines().at(-1)}\n` })
    expect(headline).toContain('in a form that oomlens does not read')
    expect(problems.map(({ code }) => code)).toContain('KERNEL_LINE_UNREAD')
  })
})

describe('a filter', () => {
  test.each([
    ['node', { node: 'node-2' }],
    ['pod', { pod: 'other' }],
    ['since', { since: Date.parse('2026-11-23T11:00:00Z') }],
    ['until', { until: Date.parse('2026-11-23T09:00:00Z') }],
  ])('by %s hides what is not asked for, and says so', async (_, options) => {
    const pods = list(podObject({ node: 'node-1' }))
    const { incidents, headline } = await reportOf({ log: kill(), 'pods.json': pods }, { ...now, ...options })
    expect(incidents).toEqual([])
    expect(headline).toContain('hid 1 incident')
  })

  test.each([
    ['node', { node: 'node-1' }],
    ['since', { since: Date.parse('2026-11-23T09:59:00Z') }],
    ['until', { until: Date.parse('2026-11-23T10:01:00Z') }],
  ])('by %s keeps what is', async (_, options) => {
    const { incidents } = await reportOf({ log: kill() }, { ...now, ...options })
    expect(incidents).toHaveLength(1)
  })

  test('by time keeps what has no wall time: it may be meant', async () => {
    const { incidents } = await reportOf({ log: raw(100, killLines()) }, { since: Date.parse('2030-01-01T00:00:00Z') })
    expect(incidents).toHaveLength(1)
  })
})

describe('the triage', () => {
  const answer = async (step: number, files: Readonly<Record<string, string>>) =>
    (await reportOf(files, now)).triage.find(each => each.step === step)

  test('asks for what it cannot answer', async () => {
    const oom = podObject({ containers: [{ name: 'app', lastState: terminated(AT) }] })
    expect(await answer(1, { 'pods.json': list(oom) })).toMatchObject({ answer: 'yes', collect: null })
    const kernel = await answer(4, { 'pods.json': list(oom) })
    expect(kernel).toMatchObject({ answer: 'unknown', collect: expect.stringContaining('journalctl -k') })
  })

  test('says no about a node only by a log of that node', async () => {
    const pods = list(
      podObject({ node: 'node-1', containers: [{ name: 'app', lastState: terminated(AT) }] }),
      nodeObject('node-1'),
    )
    const calm = ['usb 1-1: new device']
    expect(await answer(3, { 'pods.json': pods, log: raw(1, calm) })).toMatchObject({ answer: 'unknown' })
    expect(await answer(3, { 'pods.json': pods, log: syslog(AT, calm, 'node-2') })).toMatchObject({
      answer: 'unknown',
    })
    expect(await answer(3, { log: kill() })).toMatchObject({ answer: 'no' })
    expect(await answer(3, { log: kill({ oomMemcg: null }) })).toMatchObject({ answer: 'yes' })
  })

  test('names what looks like a kill and is none', async () => {
    const failure = 'swapper/0: page allocation failure: order:9, mode:0x100cc2(GFP_HIGHUSER), nodemask=(null)'
    const step = await answer(4, { log: raw(1, [failure]) })
    expect(step?.detail).toContain('1 page allocation failure: trouble, and no kill')
  })
})

describe('groups', () => {
  test('kills of one container repeat, those of two do not', async () => {
    const first = killLines({ pid: 1 })
    const again = raw(400, killLines({ pid: 2 }))
    const { groups } = await reportOf({ log: raw(100, first) + again })
    expect(groups).toMatchObject([{ incidents: ['i1', 'i2'], spacingSeconds: 300 }])
    const elsewhere = raw(
      400,
      killLines({ pid: 2, taskMemcg: containerCgroup('11111111-1b2c-4d3e-8f90-aabbccddeeff') }),
    )
    expect((await reportOf({ log: raw(100, first) + elsewhere })).groups).toEqual([])
  })
})

describe('problems', () => {
  test('repeat five times at most, and the last says how many more there were', async () => {
    const quoted = Array.from(
      { length: 9 },
      (_, at) => `Nov 23 10:00:0${at} node-1 app[1]: ${killLines().at(-1)}\n`,
    ).join('')
    const { problems } = await reportOf({ log: quoted }, now)
    const own = problems.filter(({ code }) => code === 'QUOTED_KERNEL_LINE')
    expect(own).toHaveLength(5)
    expect(own.at(-1)?.detail).toContain('4 more')
  })

  test('a zone that was assumed is one, unless a container confirms it', async () => {
    const codes = async (files: Readonly<Record<string, string>>) =>
      (await reportOf(files, now)).problems.map(({ code }) => code)
    expect(await codes({ log: kill() })).toContain('ZONE_ASSUMED')
    const pods = list(podObject({ containers: [{ name: 'app', lastState: terminated(AT) }] }))
    expect(await codes({ log: kill(), 'pods.json': pods })).not.toContain('ZONE_ASSUMED')
  })
})
