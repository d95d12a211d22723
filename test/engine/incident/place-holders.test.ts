import { describe, expect, test } from 'vitest'
import { digest } from '../../../src/engine/incident/digest.ts'
import { withPlaces } from '../../../src/engine/incident/place-holders.ts'
import type { Owner, Processes } from '../../../src/engine/incident/trigger.ts'
import type { Victim } from '../../../src/model/report.ts'
import { chosen, kill, memInfo, report, row, table } from '../explain/reports.ts'

const rows = [row(7, 'java', 20_000), row(8, 'envoy', 9000), row(9, 'envoy', 1000), row(10, 'nginx', 500)]
const subject = digest(
  report({ memInfo: memInfo(), tasks: table(rows), kills: [kill(10, { comm: 'nginx' })], chosen: chosen(10, 'nginx') }),
)
const POD = { namespace: 'shop', name: 'cart', uid: 'u' }
const known = (...owners: readonly (readonly [number, string, Owner])[]): Processes =>
  new Map(owners.map(([pid, comm, owner]) => [JSON.stringify(['dmesg.txt', 0, pid, comm]), owner]))
const nginx: Victim = {
  pid: 10,
  comm: 'nginx',
  uid: 0,
  totalVmKiB: null,
  anonRssKiB: null,
  fileRssKiB: null,
  shmemRssKiB: null,
  pgtablesKiB: null,
  oomScoreAdj: 0,
  cgroup: '/system.slice/nginx.service',
  pod: null,
  container: null,
  outcome: 'killed',
}
const placesOf = (processes: Processes, victims: readonly Victim[] = []) =>
  withPlaces(subject, victims, processes)?.places.map(({ what, name, bytes, note }) => ({ what, name, bytes, note }))

describe('places', () => {
  test('processes of one container together, by what the log tells of them', () => {
    const sidecar = { pod: POD, container: { name: 'proxy', id: null } }
    expect(placesOf(known([8, 'envoy', sidecar], [9, 'envoy', sidecar]))).toEqual([
      {
        what: 'container',
        name: 'proxy of pod shop/cart',
        bytes: 10_000 * 4096,
        note: 'at least: by 2 processes, whose cgroup the log names',
      },
    ])
  })

  test('a pod of which only the UID is known, a container without a pod, a service', () => {
    const found = placesOf(
      known(
        [7, 'java', { pod: { namespace: null, name: null, uid: 'u1' }, container: null }],
        [8, 'envoy', { pod: null, container: { name: null, id: '0123456789abcdef' } }],
      ),
      [nginx],
    )
    expect(found?.map(({ what, name }) => [what, name])).toEqual([
      ['pod', 'pod with UID u1'],
      ['container', 'container 0123456789ab'],
      ['service', 'nginx.service'],
    ])
  })

  test.each([
    ['a process of another name has the pid', known([7, 'python', { pod: POD, container: null }]), []],
    ['a victim that lived in a slice', known(), [{ ...nginx, cgroup: '/user.slice' }]],
  ])('none: %s', (_, processes, victims) => {
    expect(placesOf(processes, victims)).toEqual([])
  })
})
