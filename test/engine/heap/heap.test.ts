import { describe, expect, test } from 'vitest'
import { text } from '../../../src/outputs/text.ts'
import { killLines, list, podObject, syslog, terminated, UID } from '../logs.ts'
import { plegExit } from '../node-lines.ts'
import { onlyIncident, reportOf } from '../report-of.ts'

const AT = '2026-01-15T08:30:10Z'
const JAVA = 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n'
const NODE =
  '2026-01-15T08:30:09.000000000Z stderr F FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n'
const ended = (exitCode: number, reason = 'Error') =>
  list(podObject({ containers: [{ id: 'f'.repeat(64), lastState: terminated(AT, { reason, exitCode }) }] }))
const OF_POD = `pods/shop_cart-0_${UID}/cart/0.log`

describe('a heap that gave up', () => {
  test('is no incident, and said', async () => {
    const report = await reportOf({ 'app.log': JAVA.repeat(20) })
    expect(report.incidents).toEqual([])
    expect(report.headline).toBe(
      'The runtime ran out of its own heap (java.lang.OutOfMemoryError: Java heap space); the kernel killed nothing that this bundle shows, which holds no kernel log.',
    )
    expect(report.timeline.map(entry => [entry.kind, entry.evidence.length])).toEqual([['app.out-of-memory', 10]])
    expect(report.timeline[0]?.title).toContain('(20 times)')
    expect(report.triage.at(-1)).toMatchObject({
      answer: 'yes',
      detail: expect.stringMatching(/^The runtime ran out of its own heap/),
    })
    expect(text.write(report, { width: 100, color: false, verbose: false })).toMatch(
      /That is no kill\s+by the kernel\. \[app\.log:1, app\.log:2,/,
    )
  })

  test.each([
    ['its path', OF_POD],
    ['the name of the pod', 'logs-cart-0-previous.txt'],
    ['being the only container', 'log.txt'],
  ])('belongs to a container by %s', async (_, path) => {
    const report = await reportOf({ [path]: NODE, 'pods.json': ended(134) })
    expect(report.incidents).toEqual([])
    expect(report.headline).toMatch(/^The runtime of container cart of pod shop\/cart-0 ran out of its own heap/)
    expect(report.timeline.find(entry => entry.kind === 'app.out-of-memory')?.title).toContain(
      'ended with exit code 134',
    )
  })

  test('is the cause of an end by SIGKILL of its container', async () => {
    const incident = await onlyIncident({ [OF_POD]: NODE, 'pods.json': ended(137) })
    expect(incident).toMatchObject({
      kind: 'sigkill',
      causes: [{ code: 'not-oom:runtime-heap', confidence: 'likely' }],
    })
    expect(incident.causes[0]?.evidence[0]?.path).toBe(OF_POD)
    const byLine = await onlyIncident({ [OF_POD]: NODE, 'node.log': plegExit(AT) })
    expect(byLine.causes).toMatchObject([{ code: 'not-oom:runtime-heap', confidence: 'possible' }])
  })

  test.each([
    ['long before it', { [OF_POD]: NODE.replace('08:30:09', '07:30:09'), 'pods.json': ended(137) }],
    ['in another container', { [`pods/shop_cart-0_${UID}/sidecar/0.log`]: NODE, 'pods.json': ended(137) }],
    ['after it', { [OF_POD]: NODE.replace('08:30:09', '08:34:09'), 'pods.json': ended(137) }],
  ])('%s is not', async (_, files) => {
    expect((await onlyIncident(files)).causes.map(({ code }) => code)).toEqual(['not-oom:unknown-sender'])
  })

  test('does not explain a kill by the kernel', async () => {
    const incident = await onlyIncident({ [OF_POD]: NODE, 'kern.log': syslog(AT, killLines(), 'node-1', 1000) })
    expect(incident.kind).toBe('memcg')
    expect(incident.causes.map(({ code }) => code)).not.toContain('not-oom:runtime-heap')
    expect((await onlyIncident({ [OF_POD]: NODE, 'pods.json': ended(137, 'OOMKilled') })).kind).toBe('unknown')
  })

  test('stands in the logs of a cluster dump', async () => {
    const dump = `${ended(134)}\n==== START logs for container cart of pod shop/cart-0 ====\n${JAVA}==== END logs for container cart of pod shop/cart-0 ====\n`
    const report = await reportOf({ 'dump.txt': dump })
    expect(report.headline).toMatch(/^The runtime of container cart of pod shop\/cart-0 ran out/)
    const none = dump.replace(JAVA, 'all is well\n')
    expect((await reportOf({ 'dump.txt': none })).timeline.map(entry => entry.kind)).not.toContain('app.out-of-memory')
  })
})
