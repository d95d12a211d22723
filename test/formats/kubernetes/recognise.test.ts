import { describe, expect, it } from 'vitest'
import { kubernetesJson } from '../../../src/formats/kubernetes/kubernetes-json.ts'
import { kubernetesYaml } from '../../../src/formats/kubernetes/kubernetes-yaml.ts'
import { toJson, toYaml } from './read-objects.ts'
import { event, listOf, node, pod, typedListOf } from './sample-objects.ts'

const claims = (text: string): readonly [boolean, boolean] => [
  kubernetesJson.matches('x', text),
  kubernetesYaml.matches('x', text),
]
const many = Array.from({ length: 40 }, (_none, index) => pod(`pod-${index}`))

describe('Kubernetes is recognised', () => {
  it.each([
    ['a list', listOf(...many)],
    ['an empty list', listOf()],
    ['a typed list', typedListOf('Event', event())],
    ['a pod', pod()],
    ['a node', node()],
    ['an event', event()],
    ['an array', [pod(), node()]],
    ['another kind', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } }],
  ])('in %s, by its head alone', (_what, value) => {
    for (const head of [4096, 65_536]) {
      expect(claims(toJson(value).slice(0, head))).toEqual([true, false])
      expect(claims(JSON.stringify(value).slice(0, head))[0]).toBe(true)
      expect(claims(toYaml(value).slice(0, head))).toEqual([false, true])
    }
  })

  it('behind a prompt, warnings, comments and a byte order mark', () => {
    const above = [
      '\uFEFF',
      '$ kubectl get pods -o json\n',
      '[root@node-1 ~]# kubectl get pods -A\n',
      'ops@host:~$ oc get pod x\n\n',
      'Warning: v1 ComponentStatus is deprecated in v1.19+\n',
      '# captured: today\n\n---\n',
    ]
    for (const text of above) {
      expect(claims(text + toJson(pod()))).toEqual([true, false])
      expect(claims(text + toYaml(pod()))).toEqual([false, true])
    }
  })

  it('in lines of loggers of events', () => {
    const { kind: _kind, apiVersion: _api, ...bare } = event() as Record<string, unknown>
    for (const line of [
      bare,
      { verb: 'ADDED', event: event() },
      { type: 'ADDED', object: pod() },
      { jsonPayload: bare },
    ]) {
      expect(claims(`${JSON.stringify(line)}\n`)[0]).toBe(true)
    }
    expect(claims(JSON.stringify([{ insertId: 'x', jsonPayload: bare }]))[0]).toBe(true)
  })
})

describe('Kubernetes is not seen in', () => {
  it.each([
    ['package.json', '{"name": "x", "version": "1.0.0", "kind": "module", "dependencies": {}}'],
    [
      'docker inspect',
      '[{"Id": "8a31", "State": {"OOMKilled": true, "ExitCode": 137}, "Config": {"Labels": {"apiVersion": "v1"}}}]',
    ],
    ['journalctl -o json', '{"MESSAGE":"Out of memory: Killed process 1 (x)","_HOSTNAME":"n","kind":"Pod"}\n'],
    [
      'CloudWatch',
      '{"events":[{"timestamp":1,"message":"{\\"kind\\":\\"Pod\\",\\"apiVersion\\":\\"v1\\"}"}],"nextToken":"f"}',
    ],
    [
      'an audit log',
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","objectRef":{},"metadata":{}}\n',
    ],
    ['an audit list', '{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":[{"kind":"Event"}]}'],
    ['Prometheus', '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"kind":"Pod"}}]}}'],
    ['a kubelet summary', '{"node":{"nodeName":"n"},"pods":[{"podRef":{"name":"x","namespace":"y"}}]}'],
    ['kubectl version', '{"clientVersion":{"major":"1"},"serverVersion":{"major":"1"}}'],
    ['Elastic', '{"event":{"kind":"event","module":"system"},"metadata":{}}'],
    ['a nested object', '{"data":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}}'],
    ['a list of lists', '[[{"apiVersion":"v1","kind":"Pod","metadata":{}}]]'],
    [
      'Helm values',
      'controller:\n  kind: DaemonSet\n  image:\n    apiVersion: v1\nresources:\n  limits: {memory: 1Gi}\n',
    ],
    ['a Helm chart', 'apiVersion: v2\nname: x\nversion: 1.0.0\nappVersion: "1"\n'],
    ['compose', 'version: "3"\nservices:\n  x:\n    image: y\n'],
    ['an audit log in YAML', 'apiVersion: audit.k8s.io/v1\nkind: Event\nmetadata: {}\n'],
    ['an API that is none', 'apiVersion: 1\nkind: datasource\nmetadata: {}\n'],
    ['OpenAPI', 'openapi: 3.0.0\ninfo:\n  title: x\n  kind: Pod\n'],
    ['a log', 'Oct 1 00:00:00 node kubelet: apiVersion: v1 kind: Pod metadata: x\n'],
    ['prose with a command', 'How to run `kubectl get pods`:\nkind: Pod\n'],
    ['a description', 'Name:         x\nNamespace:    y\nLabels:       apiVersion=v1\n'],
    ['a document within', 'name: x\n---\napiVersion: v1\nkind: Pod\nmetadata: {}\n'],
    ['nothing', ''],
    ['a bracket', '{'],
  ])('%s', (_what, text) => {
    expect(claims(text)).toEqual([false, false])
  })
})
