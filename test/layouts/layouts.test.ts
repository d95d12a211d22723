import { describe, expect, test } from 'vitest'
import { layouts } from '../../src/layouts/index.ts'
import { layoutOf } from '../../src/layouts/of-bundle.ts'

const of = (...paths: readonly string[]) => layoutOf(paths, layouts)

describe('layouts by their paths', () => {
  test.each<[string, readonly string[], string, string | null]>([
    ['cluster-info-dump', ['d/nodes.json', 'd/shop/pods.json', 'd/shop/a/logs.txt'], 'd/nodes.json', null],
    [
      'must-gather',
      ['mg/timestamp', 'mg/q/nodes/m1/dmesg', 'mg/q/namespaces/a/core/pods.yaml'],
      'mg/q/nodes/m1/dmesg',
      'm1',
    ],
    ['must-gather', ['inspect.local.1/namespaces/a/pods/p/p.yaml'], 'inspect.local.1/namespaces/a/pods/p/p.yaml', null],
    ['support-bundle', ['s/cluster-resources/nodes.json', 's/node-metrics/w1.json'], 's/node-metrics/w1.json', 'w1'],
    ['talos-support', ['kubernetesResources/nodes.yaml', '10.5.0.2/dmesg.log'], '10.5.0.2/dmesg.log', '10.5.0.2'],
    ['talos-support', ['10.5.0.2/dmesg.log', '10.5.0.2/controller-runtime.log'], '10.5.0.2/dmesg.log', '10.5.0.2'],
    ['kind-export', ['e/kind-version.txt', 'e/kind-worker/journal.log'], 'e/kind-worker/journal.log', 'kind-worker'],
    ['prow', ['started.json', 'artifacts/gce-1/kern.log'], 'artifacts/gce-1/kern.log', 'gce-1'],
    [
      'prow',
      ['finished.json', 'artifacts/e2e/gather-extra/artifacts/nodes/w1/journal'],
      'artifacts/e2e/gather-extra/artifacts/nodes/w1/journal',
      'w1',
    ],
  ])('%s: %j', (id, paths, path, node) => {
    const layout = of(...paths)
    expect(layout.id).toBe(id)
    expect(layout.roleOf(path).node).toBe(node)
  })

  test.each<[string, string, string, string | null]>([
    ['sosreport', 'sosreport-w1-2026-03-01-abcdefg/', 'sos_commands/kernel/dmesg', 'w1'],
    [
      'sosreport',
      'sosreport-w1.example.com-case7-2026-03-01-abcdefg-obfuscated/',
      'var/log/messages',
      'w1.example.com-case7',
    ],
    ['sosreport', 'sosreport-w1.0012345-20260301101500/', 'sos_commands/kernel/dmesg', 'w1'],
    [
      'eks-log-collector',
      'eks_i-0123456789abcdef0_2026-03-01_1000-UTC_0.7.8/',
      'kernel/dmesg.current',
      'i-0123456789abcdef0',
    ],
    ['eks-log-collector', '', 'kernel/dmesg.current', null],
    ['rancher-logs-collector', 'rke-1-2026-03-01_10_15_00/', 'systeminfo/dmesg', 'rke-1'],
    ['aks-node-logs', 'aks-pool-vmss000001/', 'collect/proc/meminfo', 'aks-pool-vmss000001'],
  ])('%s: one machine in %s', (id, root, file, name) => {
    const marks = ['sos_commands/kernel/dmesg', 'kernel/dmesg.current', 'systeminfo/dmesg', 'collect/proc/meminfo']
    const layout = of(
      `${root}${file}`,
      ...marks.filter(mark => mark === file || file === 'var/log/messages').map(mark => root + mark),
    )
    if (file !== 'var/log/messages') expect(layout.id).toBe(id)
    expect(layout.roleOf(`${root}${file}`)).toMatchObject({ node: null, machine: root, machineName: name })
  })

  test.each([
    [['dmesg.txt', 'pods.json', 'nodes.json']],
    [['namespaces.txt', 'my-namespaces/x.yaml']],
    [['notes/kind-version.txt.bak']],
    [['my_sos_commands/dmesg']],
  ])('plain: %j', paths => {
    const layout = of(...paths)
    expect(layout.id).toBe('plain')
    expect(layout.roleOf(paths[0] ?? '')).toEqual({ node: null, machine: null, machineName: null, pod: null })
  })
})

test('logs.txt is of a pod in a dump of the cluster only', () => {
  expect(of('d/nodes.json', 'd/shop/pods.json').roleOf('d/shop/cart-0/logs.txt').pod?.pod).toBe('cart-0')
  expect(of('d/dmesg').roleOf('d/nodes/worker-1/logs.txt').pod).toBeNull()
})

describe('several layouts in one bundle', () => {
  test('each folder has its own: a sosreport beside output of kubectl', () => {
    const layout = of('kubectl/pods.yaml', 'sosreport-w1-2026-03-01-abcdefg/sos_commands/kernel/dmesg')
    expect(layout.id).toBe('sosreport')
    expect(layout.roleOf('kubectl/pods.yaml').machine).toBeNull()
    expect(layout.roleOf('sosreport-w1-2026-03-01-abcdefg/sos_commands/kernel/dmesg').machineName).toBe('w1')
  })

  test('sos collect: archives of several machines', () => {
    const [a, b] = ['c/sosreport-a-2026-03-01-abcdefg.tar.xz!/', 'c/sosreport-b-2026-03-01-bcdefgh.tar.xz!/']
    const layout = of(`${a}sos_commands/kernel/dmesg`, `${b}sos_commands/kernel/dmesg`)
    expect(layout.roleOf(`${a}proc/meminfo`)).toMatchObject({ machine: a, machineName: 'a' })
    expect(layout.roleOf(`${b}proc/meminfo`)).toMatchObject({ machine: b, machineName: 'b' })
  })

  test('the outermost names the bundle, the innermost the machine', () => {
    const inner = 'mg/q/nodes/w1/sosreport-x-2026-03-01-abcdefg/'
    const layout = of('mg/q/namespaces/a/core/pods.yaml', `${inner}sos_commands/kernel/dmesg`)
    expect(layout.id).toBe('must-gather')
    expect(layout.roleOf(`${inner}sos_commands/kernel/dmesg`)).toMatchObject({ node: 'w1', machine: inner })
  })

  test('what the user assigns', () => {
    const paths = ['a/dmesg', 'a/b/dmesg', 'ab/dmesg', 'x.tar!/dmesg']
    const layout = layoutOf(paths, layouts, [
      { node: 'one', path: './a/' },
      { node: 'two', path: 'a/b' },
      { node: 'three', path: 'x.tar' },
    ])
    expect(paths.map(path => layout.assignedTo(path))).toEqual(['one', 'two', null, 'three'])
  })
})
