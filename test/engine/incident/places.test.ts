import { describe, expect, test } from 'vitest'
import { newAct } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import { nameNodes } from '../../../src/engine/incident/node-of.ts'
import { placesOf } from '../../../src/engine/incident/places.ts'
import type { KnownPod } from '../../../src/engine/kubernetes/pod-index.ts'
import type { HostFact } from '../../../src/model/host.ts'
import type { NodeFact } from '../../../src/model/kubernetes.ts'
import type { BundleLayout, PathRole } from '../../../src/model/reader.ts'
import type { SourceRead } from '../../../src/model/source.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { killerKill, node, report, span } from '../../rules/cases.ts'
import { lineOf } from './facts.ts'

const source = (path: string, host: string | null = null): SourceRead => ({
  path,
  format: 'syslog',
  bytes: 1,
  lines: 1,
  events: 0,
  host,
  boots: [],
})
const host = (path: string, parts: Partial<HostFact> = {}): HostFact => ({
  kind: 'host.identity',
  stamp: NO_STAMP,
  node: null,
  boot: 0,
  title: '',
  severity: 'info',
  evidence: [lineOf(path, 1)],
  hostname: null,
  bootId: null,
  kernelRelease: null,
  instanceId: null,
  ...parts,
})

/**
 * Each top folder whose name begins with `m-` is of one machine, called so; one with `x-` of one without a name. `pod/` holds
 * the output of containers.
 */
const layout = (assigned: Readonly<Record<string, string>> = {}): BundleLayout => ({
  id: 'test',
  assignedTo: path => assigned[path] ?? null,
  roleOf(path) {
    const [top = ''] = path.split('/')
    const isNamed = top.startsWith('m-')
    const isMachine = isNamed || top.startsWith('x-')
    return {
      node: top.startsWith('node-') ? top.slice(5) : null,
      machine: isMachine ? `${top}/` : null,
      machineName: isNamed ? top.slice(2) : null,
      pod: path.includes('pod/') ? { namespace: 'a', name: 'b', uid: null } : null,
    } as unknown as PathRole
  },
})

interface Given {
  readonly sources?: readonly SourceRead[]
  readonly hosts?: readonly HostFact[]
  readonly nodes?: readonly NodeFact[]
  readonly assigned?: Readonly<Record<string, string>>
}
const places = ({ sources = [], hosts = [], nodes = [], assigned = {} }: Given) =>
  placesOf(sources, hosts, nodes, layout(assigned))

describe('the machine that a file is of', () => {
  test.each<[string, Given, string, string | null]>([
    ['by what the user says', { sources: [source('a', 'w1')], assigned: { a: 'w9' } }, 'a', 'w9'],
    ['by what the layout says', { sources: [source('node-w3/a', 'w1')] }, 'node-w3/a', 'w3'],
    ['by its own lines', { sources: [source('a', 'w1')] }, 'a', 'w1'],
    ['by nothing', { sources: [source('a')] }, 'a', null],
    ['by a folder of that name', { nodes: [node({ name: 'w1' })] }, 'nodes/w1/dmesg', 'w1'],
    ['by a file of that name', { nodes: [node({ name: 'w1' })] }, 'dmesg/w1.txt', 'w1'],
    [
      'by a file of that name, with a dot',
      { nodes: [node({ name: 'w1.txt.example' })] },
      'dmesg/w1.txt.example.log',
      'w1.txt.example',
    ],
    ['not by a folder of two names', { nodes: [node({ name: 'w1' }), node({ name: 'w2' })] }, 'w1/w2/dmesg', null],
    ['not by a folder of another name', { nodes: [node({ name: 'w1' })] }, 'w2/dmesg', null],
    ['not by a folder where no node is known', {}, 'w1/dmesg', null],
    ['not by a pod that is called like a node', { nodes: [node({ name: 'w1' })] }, 'pod/w1/app.log', null],
    [
      'by its own lines before a folder',
      { sources: [source('w1/dmesg', 'w2')], nodes: [node({ name: 'w1' })] },
      'w1/dmesg',
      'w2',
    ],
    [
      'not by a name that many have',
      { sources: [source('w1/dmesg', 'localhost')], nodes: [node({ name: 'w1' })] },
      'w1/dmesg',
      'w1',
    ],
    ['by a name that many have where nothing else tells', { sources: [source('a', 'localhost')] }, 'a', 'localhost'],
  ])('is told %s', (_, given, path, name) => {
    expect(places(given).ofPath(path)).toBe(name)
  })

  test.each<[string, Given, string | null]>([
    ['the name of its folder', {}, 'x'],
    ['what it calls itself', { hosts: [host('m-x/hostname', { hostname: 'web-07' })] }, 'web-07'],
    [
      'the node that booted with its ID',
      { hosts: [host('m-x/id', { hostname: 'ip-10', bootId: 'b1' })], nodes: [node({ name: 'w1', bootId: 'b1' })] },
      'w1',
    ],
    [
      'what it calls itself, where it booted with another ID',
      { hosts: [host('m-x/id', { hostname: 'ip-10', bootId: 'b2' })], nodes: [node({ name: 'w1', bootId: 'b1' })] },
      'ip-10',
    ],
    ['what its lines print', { sources: [source('m-x/syslog', 'web-08')] }, 'web-08'],
    [
      'what it calls itself before what its lines print',
      { hosts: [host('m-x/hostname', { hostname: 'web-07' })], sources: [source('m-x/syslog', 'web-08')] },
      'web-07',
    ],
    [
      'what most of its logs print',
      { sources: [source('m-x/a', 'a'), source('m-x/b', 'b'), source('m-x/c', 'b')] },
      'b',
    ],
    [
      'what the first of two logs prints, by the alphabet',
      { sources: [source('m-x/a', 'b'), source('m-x/b', 'a')] },
      'a',
    ],
    ['not what a container prints', { sources: [source('m-x/pod/a', 'cart-0')] }, 'x'],
    ['not the lines of another machine', { sources: [source('m-y/syslog', 'web-08')] }, 'x'],
    [
      'not a name that many have',
      { hosts: [host('m-x/hostname', { hostname: 'localhost.localdomain' })], sources: [source('m-x/a', '(none)')] },
      'x',
    ],
    ['not an empty name', { hosts: [host('m-x/hostname', { hostname: '' })] }, 'x'],
    [
      'the ID that its cloud gave it',
      { hosts: [host('m-x/id', { hostname: 'localhost' }), host('m-x/i', { instanceId: 'i-1' })] },
      'i-1',
    ],
  ])('with a folder of its own is %s', (_, given, name) => {
    expect(places(given).ofPath('m-x/dmesg')).toBe(name)
  })

  test('that was never told its name is called like its folder', () => {
    expect(places({}).ofPath('m-localhost/dmesg')).toBe('m-localhost')
  })

  test('is not told by the output of a container', () => {
    const given = { sources: [source('pod/a', 'cart-0')] }
    expect(places(given).isOfContainer('pod/a')).toBe(true)
    expect(places(given).isOfContainer('a')).toBe(false)
    expect(places({ ...given, nodes: [node({ name: 'w1' })] }).called('pod/a', 'localhost')).toBeNull()
  })
})

describe('what a machine is called in its files', () => {
  const given: Given = { hosts: [host('m-x/hostname', { hostname: 'web-07.example.org' })] }

  test.each([
    ['its short name is its own', 'm-x/log', 'web-07', 'web-07.example.org'],
    ['its full name is its own', 'm-x/log', 'web-07.example.org', 'web-07.example.org'],
    ['another name is another machine', 'm-x/log', 'web-08', 'web-08'],
    ['no name is its own', 'm-x/log', 'localhost', 'web-07.example.org'],
    ['elsewhere a name is what it says', 'log', 'web-07', 'web-07'],
    ['elsewhere no name is none', 'log', 'localhost', null],
  ])('%s', (_, path, printed, name) => {
    expect(places(given).called(path, printed)).toBe(name)
  })

  test('the name that it prints is its own, whatever the API server calls it', () => {
    const renamed = {
      hosts: [host('m-x/id', { hostname: 'ip-10', bootId: 'b1' })],
      nodes: [node({ name: 'w1', bootId: 'b1' })],
    }
    expect(places(renamed).called('m-x/log', 'ip-10')).toBe('w1')
    expect(places(renamed).called('m-x/log', 'w1')).toBe('w1')
    const printed = {
      hosts: [host('m-x/id', { bootId: 'b1' })],
      nodes: renamed.nodes,
      sources: [source('m-x/a', 'ip-11')],
    }
    expect(places(printed).called('m-x/log', 'ip-11')).toBe('w1')
  })
})

test.each<[string, readonly HostFact[], string | null]>([
  ['the one that a file beside it names', [host('a/hostname', { hostname: 'w1' })], 'w1'],
  ['the one that two files name', [host('a/hostname', { hostname: 'w1' }), host('a/uname', { hostname: 'w1' })], 'w1'],
  ['none of two', [host('a/hostname', { hostname: 'w1' }), host('a/uname', { hostname: 'w2' })], null],
  [
    'none that a file elsewhere names',
    [host('b/hostname', { hostname: 'w1' }), host('a/b/hostname', { hostname: 'w2' })],
    null,
  ],
  ['none by a name that many have', [host('a/hostname', { hostname: 'localhost' })], null],
])('the machine of what lies beside a file is %s', (_, hosts, name) => {
  expect(places({ hosts }).beside('a/dmesg')).toBe(name)
})

describe('the node of a log', () => {
  const on = (name: string | null): KnownPod =>
    ({ namespace: null, name: null, uid: null, node: name, facts: [] }) as unknown as KnownPod
  const killed = (path: string, ...pods: readonly KnownPod[]) =>
    newAct({ kind: 'memcg', killer: 'kernel', digests: [digest(report({ span: { ...span(1), path } }))], pods })
  const of = (acts: Parameters<typeof nameNodes>[0], given: Given = {}) =>
    nameNodes(acts, given.nodes ?? [], places(given))

  test('is that of the pods that were killed in it', () => {
    expect(of([killed('a', on('w1')), killed('a', on('w1'), on(null))]).ofSource('a')).toBe('w1')
    expect(of([killed('a', on('w1')), killed('a', on('w2'))]).ofSource('a')).toBeNull()
    expect(of([killed('a', on(null))]).ofSource('a')).toBeNull()
    expect(of([killed('a', on('w1'))]).ofSource('b')).toBeNull()
    const byKiller = newAct({
      kind: 'userspace',
      killer: 'earlyoom',
      kills: [killerKill({ evidence: [lineOf('a', 1)] })],
      pods: [on('w1')],
    })
    expect(of([byKiller]).ofSource('a')).toBe('w1')
  })

  test('is that of the other logs of its machine, where they are of one', () => {
    const [one, two] = [killed('x-1/a', on('w1')), killed('x-1/b', on('w2'))]
    expect(of([one]).ofSource('x-1/c')).toBe('w1')
    expect(of([one]).ofSource('x-2/c')).toBeNull()
    expect(of([one, two]).ofSource('x-1/c')).toBeNull()
    expect(of([one, two]).ofSource('x-1/b')).toBe('w2')
    expect(of([killed('a', on('w1'))]).ofSource('b')).toBeNull()
    expect(of([one], { hosts: [host('y/hostname', { hostname: 'w7' })] }).ofSource('y/log')).toBe('w7')
  })

  test('of an act is its own, that of its logs, or that of its pods', () => {
    const names = of([killed('a', on('w1'))], { nodes: [node({ name: 'w2.example' })], sources: [source('b', 'w2')] })
    expect(names.ofAct({ ...killed('a'), node: 'w2' })).toBe('w2.example')
    expect(names.ofAct(killed('b'))).toBe('w2.example')
    expect(names.ofAct(killed('a'))).toBe('w1')
    expect(names.ofAct(killed('c', on(null), on('w5')))).toBe('w5')
    expect(names.ofAct(killed('c'))).toBeNull()
  })

  test('of a line is what the user says, what it prints, or that of its log', () => {
    const names = of([], { sources: [source('a', 'w1')], assigned: { b: 'w9' } })
    expect(names.ofLine('b', 'w2')).toBe('w9')
    expect(names.ofLine('a', 'w2')).toBe('w2')
    expect(names.ofLine('a', null)).toBe('w1')
    expect(names.ofHost(null)).toBeNull()
  })

  test('has the name by which the API server knows it, an address or a first label', () => {
    const nodes = [
      node({ name: 'W1.example', hostnames: ['h1'] }),
      node({ name: 'w2.a' }),
      node({ name: 'w2.b' }),
      node({ name: 'h1', hostnames: ['h1'] }),
    ]
    const { ofHost } = of([], { nodes })
    expect(['w1', 'w2', 'w3', 'w2.a', 'h1'].map(ofHost)).toEqual(['W1.example', 'w2', 'w3', 'w2.a', 'h1'])
    expect(
      of([], { nodes: [node({ name: 'a', hostnames: ['x'] }), node({ name: 'b', hostnames: ['x'] })] }).ofHost('x'),
    ).toBe('a')
  })
})
