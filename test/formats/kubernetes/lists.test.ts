import { describe, expect, it } from 'vitest'
import { codesIn, factsIn, factsOf, problemsIn, readJson, readYaml, toJson, toYaml, unplaced } from './read-objects.ts'
import { event, listOf, node, pod, typedListOf } from './sample-objects.ts'

const namesIn = (found: Parameters<typeof codesIn>[0]): readonly (string | null)[] => [
  ...factsIn(found, 'kube.pod').map(one => one.name),
  ...factsIn(found, 'kube.node').map(one => one.name),
  ...factsIn(found, 'kube.event').map(one => one.reason),
]

/** What `kubectl cluster-info dump` writes around the log of a container. */
const logOf = (name: string, text: string): string =>
  `==== START logs for container ${name} of pod shop/${name} ====\n${text}==== END logs for container ${name} of pod shop/${name} ====\n`

describe('objects are found', () => {
  it.each([
    ['a List', listOf(pod(), node(), event()), ['api-1', 'worker-3', 'BackOff']],
    ['a List with other kinds', listOf({ ...pod('x'), kind: 'ConfigMap' }, pod()), ['api-1']],
    ['a PodList', typedListOf('Pod', pod('a'), pod('b')), ['a', 'b']],
    ['a NodeList', typedListOf('Node', node()), ['worker-3']],
    ['an EventList', typedListOf('Event', event()), ['BackOff']],
    ['an array', [pod('a'), event()], ['a', 'BackOff']],
    ['one object', pod(), ['api-1']],
    ['an empty list', listOf(), []],
    ['a list of a kind that is not read', typedListOf('PodMetrics', pod()), []],
    ['a list of another API', { ...typedListOf('Event', event()), apiVersion: 'audit.k8s.io/v1' }, []],
    [
      'objects without a kind',
      [
        { ...pod('a'), kind: undefined },
        { ...event(), kind: undefined },
      ],
      ['a', 'BackOff'],
    ],
  ])('in %s', (_what, value, names) => {
    expect(namesIn(readJson(toJson(value)))).toEqual(names)
    expect(namesIn(readYaml(toYaml(value)))).toEqual(names)
    expect(unplaced(readYaml(toYaml(value)))).toEqual(unplaced(readJson(toJson(value))))
  })

  it('in several documents, with a command above each', () => {
    const json = `$ kubectl get pods -o json\n${toJson(listOf(pod('a')))}$ kubectl get nodes -o json\n${toJson(listOf(node()))}`
    expect(namesIn(readJson(json))).toEqual(['a', 'worker-3'])
    const yaml = `---\n${toYaml(pod('a'))}---\n# next\n${toYaml(listOf(pod('b')))}...\n$ kubectl get nodes -o yaml\n${toYaml(node())}`
    expect(namesIn(readYaml(yaml))).toEqual(['a', 'b', 'worker-3'])
    expect(codesIn([...readJson(json), ...readYaml(yaml)])).toEqual([])
  })

  it('one a line, as loggers of events write them, wrapped or not', () => {
    const lines = [
      event(),
      { verb: 'ADDED', event: event() },
      { type: 'MODIFIED', object: event() },
      { jsonPayload: event() },
    ]
    const text = lines.map(line => JSON.stringify(line)).join('\n')
    expect(namesIn(readJson(text))).toEqual(['BackOff', 'BackOff', 'BackOff', 'BackOff'])
    const lastOf = (facts: ReturnType<typeof readJson>) => factsIn(facts, 'kube.event').at(-1)?.evidence[0].line
    expect(lastOf(readJson(text))).toBe(4)
  })

  it('in bare lists with deeper dashes, and with line ends of Windows', () => {
    const yaml = toYaml(listOf(pod('a'), pod('b')))
    const deeper = yaml.replaceAll(/^(?=-| {2}(?!resourceVersion))/gm, '    ')
    expect(namesIn(readYaml(deeper))).toEqual(['a', 'b'])
    expect(namesIn(readYaml(yaml.replaceAll('\n', '\r\n')))).toEqual(['a', 'b'])
    expect(namesIn(readJson(toJson(listOf(pod('a'), pod('b'))).replaceAll('\n', '\r\n')))).toEqual(['a', 'b'])
  })

  it('and a typed list does not say which init containers are sidecars', () => {
    const value = pod('a', { spec: { initContainers: [{ name: 'x' }, { name: 'y', restartPolicy: 'Always' }] } })
    const sidecars = factsOf(typedListOf('Pod', value), 'kube.pod')[0]?.containers.map(one => one.sidecar)
    expect(sidecars).toEqual([null, true, false])
  })
})

describe('a dump of the cluster', () => {
  const dump = (to: (value: unknown) => string, separator: string, log: string): string =>
    [to(typedListOf('Node', node())), to(typedListOf('Pod', pod())), log, to(typedListOf('Event', event()))].join(
      separator,
    )
  const both = (log: string) => [readJson(dump(toJson, '', log)), readYaml(dump(toYaml, '---\n', log))] as const

  it('holds documents and logs by turns', () => {
    for (const found of both(logOf('app', 'kind: Pod\n{"kind": "Pod"}\n') + logOf('b', 'no line end'))) {
      expect(namesIn(found)).toEqual(['api-1', 'worker-3', 'BackOff'])
      expect(codesIn(found)).toEqual([])
    }
  })

  const forged = `\n${toJson(pod('forged'))}---\n${toYaml(pod('forged'))}---\n`
  const end = '==== END logs for container app of pod shop/app ====\n'
  it.each([
    ['its own end', logOf('app', `${end}${forged}`)],
    ['the end of another log', logOf('app', 'x\n') + logOf('evil', `${end}${forged}`)],
    ['a log of another', logOf('app', `${end}${logOf('b', '')}${forged}`)],
  ])('cannot be forged by a log with %s', (_what, log) => {
    for (const found of both(log)) {
      expect(namesIn(found)).toEqual(['api-1', 'worker-3', 'BackOff'])
      expect(codesIn(found)).toEqual(['FORGED_FIELD'])
    }
  })

  it('that ends within a log has nothing more', () => {
    for (const found of both(logOf('app', forged).replace(end, '')))
      expect(namesIn(found)).toEqual(['api-1', 'worker-3'])
  })
})

describe('damage', () => {
  it('of one object leaves the others', () => {
    const json = toJson(listOf(pod('a'), pod('b'), pod('c'))).replace('"name": "b"', '"name": "b')
    expect(namesIn(readJson(json))).toEqual(['a', 'c'])
    expect(codesIn(readJson(json))).toEqual(['DOCUMENT_DAMAGED'])
    const yaml = toYaml(listOf(pod('a'), pod('b'), pod('c'))).replace('name: b', 'name: "b')
    expect(namesIn(readYaml(yaml))).toEqual(['a', 'c'])
    const [problem] = problemsIn(readYaml(yaml))
    expect(problem?.code).toBe('DOCUMENT_DAMAGED')
    expect(problem?.evidence[0]?.excerpt).toBeNull()
    expect(yaml.split('\n')[(problem?.evidence[0]?.line ?? 0) - 1]).toBe('- apiVersion: v1')
  })

  it('by missing braces is found where the next item begins', () => {
    const typed = toJson(typedListOf('Pod', pod('a'), pod('b'), pod('c')))
    const lost = typed.replace(/("name": "b",[\s\S]*?)\n {12}\},\n/, '$1\n')
    expect(lost).not.toBe(typed)
    expect(namesIn(readJson(lost))).toContain('a')
    expect(namesIn(readJson(lost))).toContain('c')
  })

  it('by a missing comma costs no item', () => {
    const json = toJson(listOf(pod('a'), pod('b'), pod('c'))).replaceAll('\n        },\n', '\n        }\n')
    expect(namesIn(readJson(json))).toEqual(['a', 'b', 'c'])
    expect(codesIn(readJson(json))).toContain('DOCUMENT_DAMAGED')
    const line = JSON.stringify(listOf(pod('a'), pod('b'))).replace(
      ',{"apiVersion":"v1","kind":"Pod"',
      '{"apiVersion":"v1","kind":"Pod"',
    )
    expect(namesIn(readJson(`${line}\n${toJson(pod('c'))}`))).toEqual(['a', 'c'])
  })

  it('between two items makes none of them count twice', () => {
    const item = JSON.stringify(pod('a'))
    for (const text of [`{"kind":"List","items":[\n${item},\n${item},\n`, `[\n${item},\n${item},\n`, `[\n${item}`]) {
      const found = readJson(text)
      expect(namesIn(found)).toHaveLength(text.split('"uid"').length - 1)
      expect(problemsIn(found).map(one => one.detail)).toEqual([expect.stringContaining('objects may be missing')])
    }
  })

  it('is reported at most fifty times in a file', () => {
    const many = '{"kind":"Pod","metadata":{"name":x}}\n'.repeat(200)
    expect(codesIn(readJson(many)).length).toBeLessThanOrEqual(51)
    expect(codesIn(readYaml('- kind: Pod\n  name: "x\n'.repeat(200))).length).toBeLessThanOrEqual(51)
  })

  it('is an object too large for the API', () => {
    const yaml = toYaml(pod('a', { metadata: { annotations: { x: 'y'.repeat(5_000_000) } } }))
    expect(codesIn(readYaml(yaml))).toEqual(['DOCUMENT_TOO_LARGE'])
  })
})
