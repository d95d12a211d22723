import { describe, expect, it } from 'vitest'
import { onlyIncident, reportOf } from '../../../engine/report-of.ts'

const POD = 'namespace="shop",pod="cart-0",uid="6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff",container="cart"'
const metric = (name: string, labels: string, value: string): string =>
  `# TYPE ${name} gauge\n${name}{${labels}} ${value}\n`
const ended = (reason: string, code: string): string =>
  metric('kube_pod_container_status_last_terminated_reason', `${POD},reason="${reason}"`, '1') +
  metric('kube_pod_container_status_last_terminated_exitcode', POD, code) +
  metric('kube_pod_container_status_last_terminated_timestamp', POD, '1.76846581e+09') +
  metric('kube_pod_container_resource_limits', `${POD},node="n1",resource="memory",unit="byte"`, '6.7108864e+07') +
  metric('kube_pod_container_resource_limits', `${POD},node="n1",resource="cpu",unit="core"`, '2')

describe('a scrape of kube-state-metrics', () => {
  it('tells of a container that ended as OOMKilled, with its limit', async () => {
    const incident = await onlyIncident({ 'ksm.txt': ended('OOMKilled', '137') })
    expect(incident).toMatchObject({
      kind: 'unknown',
      victims: [{ pod: { namespace: 'shop', name: 'cart-0' }, container: { name: 'cart' }, outcome: 'killed' }],
      causes: [{ code: 'container-limit', confidence: 'possible' }],
    })
    expect(incident.causes[0]?.why).toContain('a limit of 64 MiB')
    expect(incident.at.wall).toMatch(/^2026-01-15T08:30:/)
  })

  it('tells of no kill where it ended otherwise, or the reason is one that does not hold', async () => {
    const incidents = async (text: string) => (await reportOf({ 'ksm.txt': text })).incidents
    expect(await incidents(ended('Error', '1'))).toEqual([])
    expect(await incidents(ended('OOMKilled', '1').replace('reason="OOMKilled"} 1', 'reason="OOMKilled"} 0'))).toEqual(
      [],
    )
  })
})

describe('a counter of kills', () => {
  const CGROUP = '/kubepods/pod6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff/cc'
  const cadvisor = (count: number, time = ''): string =>
    metric(
      'container_oom_events_total',
      `container="cart",id="${CGROUP}",name="cc",namespace="shop",pod="cart-0"`,
      `${count}${time}`,
    )
  const headline = async (text: string) => (await reportOf({ 'metrics.txt': text })).headline
  const COUNTED =
    'Container cart of pod shop/cart-0 counted 3 OOM kills (container_oom_events_total of cAdvisor); none of the logs in these files shows them.'

  it('is told of where no log shows them, with a time or without', async () => {
    expect(await headline(cadvisor(3))).toBe(COUNTED)
    expect(await headline(cadvisor(3, ' 1768465810000'))).toBe(COUNTED)
    expect(await headline(metric('node_vmstat_oom_kill', 'instance="n1"', '1'))).toMatch(
      /counted 1 OOM kill since boot .* none of the logs in these files shows it\.$/,
    )
  })

  it('says nothing at zero, and nothing of the version of cgroups', async () => {
    expect(await headline(cadvisor(0))).toMatch(/^No OOM kill is in these files/)
    const { nodes } = await reportOf({ 'metrics.txt': cadvisor(3), 'hostname.txt': 'n1\n' })
    expect(nodes.every(({ cgroupVersion }) => cgroupVersion === null)).toBe(true)
  })
})

it('text that only begins like one is none', async () => {
  const { sources } = await reportOf({ 'a.txt': '# TYPE of machine we use\nit is large and has memory\n' })
  expect(sources[0]?.format).not.toBe('prometheus-scrape')
})
