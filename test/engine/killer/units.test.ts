import { describe, expect, it } from 'vitest'
import { CONTAINER, killLines, list, podObject, syslog, terminated, UID } from '../logs.ts'
import { onlyIncident, reportOf } from '../report-of.ts'
import { failed, killedByKernel, killedByOomd, systemd } from './lines.ts'

const CGROUP = '/system.slice/billing.service'
const kernel = (time: string, pid: number, cgroup: string = CGROUP): string =>
  syslog(`2026-10-07T${time}Z`, killLines({ pid, taskMemcg: cgroup }), 'web-07')

describe('what systemd says of a unit', () => {
  it('joins the kernel’s kill in that unit', async () => {
    const text =
      kernel('08:31:00', 310) + systemd('08:31:01', killedByKernel('billing.service'), failed('billing.service'))
    const incident = await onlyIncident({ text })
    expect([incident.kind, incident.victims.length]).toEqual(['memcg', 1])
    expect(incident.evidence.filter(span => span.excerpt?.includes('systemd['))).toHaveLength(2)
  })

  it('joins the nearest of many, and one that is minutes late', async () => {
    const text = [
      kernel('08:31:00', 310),
      systemd('08:31:01', failed('billing.service')),
      kernel('08:31:03', 311),
      systemd('08:34:33', failed('billing.service')),
    ].join('')
    const { incidents } = await reportOf({ text })
    const told = incidents.map(({ victims, evidence }) => [
      victims[0]?.pid,
      evidence.filter(span => span.excerpt?.includes('systemd[')).length,
    ])
    expect(told).toEqual([
      [310, 1],
      [311, 1],
    ])
  })

  it('joins each of very many in one unit to its own, on its machine', async () => {
    const clock = (minute: number, second: number): string =>
      `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:0${second}`
    const files = ['web-07', 'web-08'].map((host, machine) => [
      `${host}/syslog`,
      Array.from({ length: 70 }, (_, minute) => {
        const kill = killLines({ pid: 300 + minute, taskMemcg: CGROUP })
        const said = systemd(clock(minute, 1 + machine), killedByKernel('billing.service'))
        return syslog(`2026-10-07T${clock(minute, machine)}Z`, kill, host) + said.replaceAll('web-07', host)
      }).join(''),
    ])
    const { incidents } = await reportOf(Object.fromEntries(files))
    expect(incidents).toHaveLength(140)
    for (const { scope, evidence, victims } of incidents) {
      const told = evidence.filter(span => span.excerpt?.includes('systemd['))
      expect(told.map(span => span.path)).toEqual([`${scope.node}/syslog`])
      expect(told[0]?.excerpt).toContain(`T${clock((victims[0]?.pid ?? 0) - 300, 0).slice(0, 6)}`)
    }
  })

  it('is of the slices and managers above as well', async () => {
    const inUser = '/user.slice/user-1000.slice/user@1000.service/app.slice/render.service'
    const text = [
      kernel('08:31:00', 310, inUser),
      systemd(
        '08:31:01',
        killedByKernel('user@1000.service'),
        killedByKernel('render.service'),
        killedByKernel('app.slice'),
      ),
    ].join('')
    expect((await onlyIncident({ text })).kind).toBe('memcg')
  })

  it('is of another kill where the kernel’s is in another unit, or hours away', async () => {
    const elsewhere = kernel('08:31:00', 310, '/system.slice/other.service')
    const long = kernel('02:31:00', 310)
    for (const text of [elsewhere, long]) {
      const { incidents, contradictions } = await reportOf({
        text: text + systemd('08:31:01', killedByKernel('billing.service')),
      })
      expect(incidents.map(({ kind }) => kind).toSorted()).toEqual(['memcg', 'unknown'])
      expect(contradictions.map(({ says }) => says)).toEqual([
        'systemd says that a process of billing.service was killed for lack of memory',
      ])
    }
  })

  it('is all there is where no log of the kernel is', async () => {
    const text = systemd('08:31:01', killedByKernel('billing.service')) + systemd('08:31:31', failed('billing.service'))
    const report = await reportOf({ a: text, b: text })
    expect(
      report.incidents.map(({ kind, scope, victims }) => [kind, scope.level, scope.cgroup, victims.length]),
    ).toEqual([['unknown', 'service', null, 0]])
    expect(report.incidents[0]?.evidence).toHaveLength(4)
    expect(report.headline).toContain('systemd says that the OOM killer killed a process of billing.service')
    expect(report.missing.map(({ what }) => what).join()).toContain('the kernel log of node web-07')
  })

  it('names the container whose scope it is, and joins its end', async () => {
    const text = systemd(
      '08:31:01',
      killedByKernel(`cri-containerd-${CONTAINER}.scope`),
      killedByKernel(`kubepods-burstable-pod${UID.replaceAll('-', '_')}.slice`),
    )
    const alone = await onlyIncident({ text })
    expect([alone.kind, alone.victims[0]?.container?.id, alone.evidence.length]).toEqual(['unknown', CONTAINER, 2])
    const pods = list(podObject({ node: 'web-07', containers: [{ lastState: terminated('2026-10-07T08:31:01Z') }] }))
    const joined = await onlyIncident({ text, 'pods.json': pods })
    expect([joined.kind, joined.victims[0]?.pod?.name, joined.links.length]).toEqual(['unknown', 'cart-0', 1])
  })

  it('is one kill in a unit and what is above it', async () => {
    const lines = [killedByKernel('user@1000.service'), killedByKernel('render.service'), killedByKernel('app.slice')]
    expect((await onlyIncident({ text: systemd('08:31:01', ...lines) })).evidence).toHaveLength(3)
    const two = [killedByKernel('a.service'), killedByKernel('b.service')]
    expect((await reportOf({ text: systemd('08:31:01', ...two) })).incidents).toHaveLength(2)
  })

  it('counts kills in a row', async () => {
    const one = (time: string): string => systemd(time, killedByKernel('billing.service'), failed('billing.service'))
    const text = one('08:31:01') + one('08:31:03') + one('08:31:05')
    const { incidents, groups } = await reportOf({ text, copy: text })
    expect(incidents.map(({ evidence }) => evidence.length)).toEqual([4, 4, 4])
    expect(groups).toEqual([])
  })

  it('names systemd-oomd where only systemd does', async () => {
    const text = systemd('08:31:01', killedByOomd('index.service'), failed('index.service'))
    const incident = await onlyIncident({ text })
    expect([incident.kind, incident.killer, incident.scope.level]).toEqual(['userspace', 'systemd-oomd', 'service'])
    expect(incident.causes[0]?.confidence).toBe('likely')
  })

  it('is nothing where SIGKILL has other senders', async () => {
    const lines = [
      'alpha.service: Main process exited, code=killed, status=9/KILL',
      "alpha.service: Failed with result 'signal'.",
      'beta.service: Sent signal SIGKILL to main process 284 (beta) on client request.',
      "delta.service: State 'stop-sigterm' timed out. Killing.",
      'delta.service: Killing process 287 (delta) with signal SIGKILL.',
    ]
    expect((await reportOf({ text: systemd('08:31:01', ...lines) })).incidents).toEqual([])
  })
})
