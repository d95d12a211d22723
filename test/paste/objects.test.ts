import { describe, expect, it } from 'vitest'
import { reportOf } from '../engine/report-of.ts'
import { behind, killsOf } from './kills.ts'

const YAML_END = `terminated:
  containerID: containerd://abcd
  exitCode: 137
  finishedAt: "2026-11-23T16:02:30Z"
  reason: OOMKilled
  startedAt: "2026-11-23T16:00:50Z"`
const YAML_STATUS = `- containerID: containerd://beef
  image: registry.example.com/api:1
  lastState:
${behind('    ', YAML_END)}
  name: api
  ready: true
  restartCount: 1
  started: true
  state:
    running:
      startedAt: "2026-11-23T16:02:40Z"`
const END = {
  containerID: 'containerd://abcd',
  exitCode: 137,
  finishedAt: '2026-11-23T16:02:30Z',
  reason: 'OOMKilled',
  startedAt: '2026-11-23T16:00:50Z',
}
const STATUS = { name: 'api', lastState: { terminated: END }, ready: true, restartCount: 1, state: { running: {} } }
const print = (value: unknown): string => JSON.stringify(value, null, 4)
const NAMELESS = 'unknown -:-'

describe('a piece of YAML', () => {
  it.each([
    ['the end', YAML_END, [NAMELESS]],
    ['deep indentation', behind('          ', YAML_END), [NAMELESS]],
    ['quoted', behind('> ', YAML_END), [NAMELESS]],
    ['the fields alone', YAML_END.split('\n').slice(1).join('\n'), [NAMELESS]],
    ['the fields, the first without indentation', YAML_END.split('\n').slice(1).join('\n').trimStart(), [NAMELESS]],
    ['the reason alone', '      reason: OOMKilled', [NAMELESS]],
    ['a container', YAML_STATUS, ['unknown -:api']],
    ['a status', `status:\n  containerStatuses:\n${behind('  ', YAML_STATUS)}\n  phase: Running`, ['unknown -:api']],
    ['of an init container', `  initContainerStatuses:\n${behind('  ', YAML_STATUS)}`, ['unknown -:api']],
    ['with elisions', `status:\n  ...\n  containerStatuses:\n${behind('  ', YAML_STATUS)}\n  ...`, ['unknown -:api']],
    [
      'grep -A',
      `$ oc get pod api-0 -o yaml | grep -A 10 lastState\n    lastState:\n${behind('      ', YAML_END)}\n    name: api`,
      ['unknown /api-0:api'],
    ],
    ['cut in the end', behind('      ', YAML_STATUS.slice(YAML_STATUS.indexOf('      exitCode'))), ['unknown -:api']],
    [
      'the rest of a list',
      `${behind('    ', YAML_STATUS.slice(YAML_STATUS.indexOf('  lastState')))}\n    hostIP: 10.0.0.1\nkind: List`,
      ['unknown -:api'],
    ],
    [
      'an eviction',
      "  message: 'The node was low on resource: memory. Container api was using 35505620Ki,\n    which exceeds its request of 12Gi. '\n  phase: Failed\n  reason: Evicted",
      ['eviction -:-'],
    ],
    [
      'a map on one line',
      "lastState:\n  terminated: {exitCode: 137, finishedAt: '2026-11-23T16:02:30Z', reason: OOMKilled}\nname: api",
      ['unknown -:api'],
    ],
    ['a crash', YAML_END.replace('OOMKilled', 'Error').replace('137', '1'), []],
    ['137 with Error', YAML_END.replace('OOMKilled', 'Error'), ['sigkill -:-']],
    [
      'a rejected pod',
      "status:\n  message: 'Pod Node didn''t have enough resource: memory'\n  phase: Failed\n  reason: OutOfmemory",
      [],
    ],
    [
      'a text that holds it',
      `annotations:\n  example.org/state: |\n${behind('    ', YAML_END)}\n  example.org/more: x`,
      [],
    ],
    ['a folded text', `message: >-\n${behind('  ', YAML_END)}\nphase: Running`, []],
    ['an alert of Prometheus', 'labels:\n  reason: OOMKilled\n  severity: warning\n  alertname: KubeContainerOOM', []],
    ['a list of reasons', 'reasons:\n- OOMKilled\n- Error', []],
  ])('%s', async (_name, text, expected) => {
    expect(await killsOf(text)).toEqual(expected)
  })
})

describe('a piece of JSON', () => {
  const status = print({ status: { containerStatuses: [STATUS] } })
  it.each([
    ['jsonpath', JSON.stringify({ terminated: END }), [NAMELESS]],
    [
      'jsonpath of several',
      `${JSON.stringify({ terminated: END })} ${JSON.stringify({ terminated: { ...END, finishedAt: '2026-11-23T17:00:00Z' } })}`,
      [NAMELESS, NAMELESS],
    ],
    ['jsonpath behind a name', `api-0: ${JSON.stringify({ terminated: END })}`, [NAMELESS]],
    [
      'jsonpath of old versions',
      'map[terminated:map[containerID:docker://ab exitCode:137 finishedAt:2019-01-02T09:00:00Z reason:OOMKilled startedAt:2019-01-02T08:00:00Z]]',
      [NAMELESS],
    ],
    [
      'jsonpath of old versions with a message',
      'map[terminated:map[exitCode:1 finishedAt:2019-01-02T09:00:00Z message:x reason:OOMKilled startedAt:2019-01-02T08:00:00Z reason:Error startedAt:2019-01-02T08:00:00Z]]',
      [],
    ],
    ['a container', print(STATUS), ['unknown -:api']],
    ['an array of them', print([STATUS]), ['unknown -:api']],
    ['a status', status, ['unknown -:api']],
    ['cut at the end', status.slice(0, status.indexOf('"ready"')), ['unknown -:api']],
    ['cut at the start', status.slice(status.indexOf('"exitCode"')), [NAMELESS]],
    ['without the braces around it', print(STATUS).split('\n').slice(1, -1).join('\n'), ['unknown -:api']],
    ['with elisions', print(STATUS).replace('"ready"', '...\n    "ready"'), ['unknown -:api']],
    ['quoted', behind('> ', print(STATUS)), ['unknown -:api']],
    ['keys without quotes', print(STATUS).replaceAll(/"(\w+)":/g, '$1:'), ['unknown -:api']],
    [
      'docker inspect',
      print([
        {
          Id: 'ab12',
          Name: '/api',
          State: { Status: 'exited', OOMKilled: true, ExitCode: 137, FinishedAt: '2026-11-23T16:02:30Z' },
        },
      ]),
      ['unknown -:api'],
    ],
    ['State of docker inspect', `        "State": ${print({ OOMKilled: true, ExitCode: 137 })},`, [NAMELESS]],
    ['docker inspect without OOM', `        "State": ${print({ OOMKilled: false, ExitCode: 137 })},`, ['sigkill -:-']],
    ['docker inspect of a clean exit', `        "State": ${print({ OOMKilled: false, ExitCode: 0 })},`, []],
    [
      'docker inspect of a running one',
      `        "State": ${print({ Running: true, OOMKilled: false, ExitCode: 0 })},`,
      [],
    ],
    [
      'crictl inspect',
      print({
        status: {
          id: 'abcd',
          metadata: { name: 'api' },
          state: 'CONTAINER_EXITED',
          exitCode: 137,
          reason: 'OOMKilled',
          finishedAt: '2026-11-23T16:02:30.123456789Z',
          labels: { 'io.kubernetes.pod.name': 'api-0', 'io.kubernetes.pod.namespace': 'shop' },
        },
      }),
      ['unknown shop/api-0:api'],
    ],
    [
      'an event',
      print({
        involvedObject: { kind: 'Pod', name: 'egg-1', namespace: 'x' },
        reason: 'Evicted',
        message: 'The node was low on resource: memory. ',
      }).slice(1),
      ['eviction x/egg-1:-'],
    ],
    [
      'the line of a logger',
      JSON.stringify({
        level: 'error',
        msg: 'died',
        reason: 'OOMKilled',
        exitCode: 137,
        lastState: { terminated: END },
      }),
      [],
    ],
    ['a record of something else', print({ pod: 'api-0', reason: 'OOMKilled', exitCode: 137, team: 'shop' }), []],
    ['a text that holds it', print({ message: JSON.stringify({ terminated: END }), kind: 'Note' }), []],
  ])('%s', async (_name, text, expected) => {
    expect(await killsOf(text)).toEqual(expected)
  })

  it('of one pod that is cut before its end shows the kill and says that it is cut', async () => {
    const pod = print({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'api-0', namespace: 'shop' },
      status: { containerStatuses: [STATUS], qosClass: 'Burstable' },
    })
    expect(await killsOf(pod.slice(0, pod.indexOf('"qosClass"')))).toEqual(['unknown shop/api-0:api'])
  })
})

describe('an eviction without a name, in two files', () => {
  const told = (used: string) =>
    `  message: 'The node was low on resource: memory. Container api was using ${used}, which exceeds its request of 0. '\n  phase: Failed\n  reason: Evicted\n`

  it('is one where what its container used is the same', async () => {
    expect((await reportOf({ 'a.txt': told('35505620Ki'), 'b.txt': told('35505620Ki') })).incidents).toHaveLength(1)
  })

  it('is two where that differs, or is not told', async () => {
    expect((await reportOf({ 'a.txt': told('35505620Ki'), 'b.txt': told('35505624Ki') })).incidents).toHaveLength(2)
    const bare = "  message: 'The node was low on resource: memory. '\n  phase: Failed\n  reason: Evicted\n"
    expect((await reportOf({ 'a.txt': bare, 'b.txt': bare })).incidents).toHaveLength(2)
  })
})
