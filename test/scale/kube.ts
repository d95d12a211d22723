import {
  containerCgroup,
  type EventText,
  eventObject,
  killLines,
  nodeObject,
  podObject,
  running,
  syslog,
  terminated,
  UID,
} from '../engine/logs.ts'
import { kubelet, plegEvent, plegExit, sysOom, taskOom } from '../engine/node-lines.ts'
import { at, idOf, type Parts, type Shape, times, uidOf } from './shape.ts'

/** A list of objects as JSON, object by object. */
const jsonList = (path: string, objects: () => Iterable<unknown>): Parts => ({
  path,
  *parts() {
    yield '{"apiVersion": "v1", "kind": "List", "items": [\n'
    let isFirst = true
    for (const object of objects()) {
      yield `${isFirst ? '' : ',\n'}${JSON.stringify(object)}`
      isFirst = false
    }
    yield '\n]}\n'
  },
})

const NODES = 50
const nodeOf = (number: number): string => `node-${number % NODES}`
const podName = (number: number): string => `cart-${number}`
const APART_SECONDS = 5

/** A pod whose container ended by SIGKILL and runs again. */
const endedPod = (number: number, reason: string, node: string = nodeOf(number)): unknown =>
  podObject({
    name: podName(number),
    uid: uidOf(number),
    node,
    containers: [
      {
        id: `f${idOf(number).slice(1)}`,
        lastState: terminated(at(number * APART_SECONDS), { reason, id: idOf(number) }),
        state: running(at(number * APART_SECONDS + 2)),
      },
    ],
  })

const eventOf = (number: number, event: Omit<EventText, 'name'>, host: string = nodeOf(number)): unknown =>
  eventObject({
    name: podName(number),
    objectUid: uidOf(number),
    at: at(number * APART_SECONDS),
    uid: `e${uidOf(number).slice(1)}`,
    host,
    ...event,
  })

/** What a kubelet says of each global kill. */
const systemOom = (number: number, node = nodeOf(number), apart = APART_SECONDS, pid = 1 + number): unknown =>
  eventObject({
    kind: 'Node',
    name: node,
    host: node,
    uid: `f${uidOf(number).slice(1)}`,
    reason: 'SystemOOM',
    message: `System OOM encountered, victim process: java, pid: ${pid}`,
    at: at(number * apart),
  })

/** The log of one of so many nodes, each of which has its share of the kills. */
const kernelOf = (node: number, count: number, nodes: number): Parts => ({
  path: `nodes/node-${node}/syslog`,
  *parts() {
    for (let number = node; number < count; number += nodes) {
      const taskMemcg = containerCgroup(uidOf(number), idOf(number))
      const lines = killLines({ pid: 1 + number, taskMemcg, ...(number % 2 === 0 ? { oomMemcg: null } : {}) })
      yield syslog(at(number * APART_SECONDS), lines, `node-${node}`, 1000 + number * APART_SECONDS)
    }
  },
})

const REPEATS = 10

/** Ten events of each pod. */
function* manyEvents(count: number): Generator<unknown> {
  for (let number = 0; number < count * REPEATS; number += 1) {
    const message = 'Back-off restarting failed container cart'
    const uid = `e${uidOf(number).slice(1)}`
    yield eventOf(number % count, { reason: 'BackOff', message, uid, at: at(number) })
  }
}

/** A runtime gave up, and the container was ended by SIGKILL. */
const HEAP = 'java.lang.OutOfMemoryError: Java heap space'

export const kubeShapes: readonly Shape[] = [
  {
    name: 'a fleet: logs of nodes, pods and events',
    files: count => [
      ...times(NODES, node => kernelOf(node, count, NODES)),
      jsonList('pods.json', () => times(count, number => endedPod(number, 'OOMKilled'))),
      jsonList('events.json', () => times(count, number => systemOom(number))),
    ],
    incidents: count => count,
  },
  {
    name: 'one node: its log, its pods and events about it',
    files: count => [
      kernelOf(0, count, 1),
      jsonList('pods.json', () => times(count, number => endedPod(number, 'OOMKilled', 'node-0'))),
      jsonList('events.json', () => times(count, number => systemOom(number, 'node-0'))),
    ],
    incidents: count => count,
  },
  {
    name: 'as many nodes as kills',
    files: count => [
      ...times(count, node => kernelOf(node, count, count)),
      jsonList('objects.json', function* () {
        for (let number = 0; number < count; number += 1) {
          yield nodeObject(`node-${number}`)
          yield endedPod(number, 'OOMKilled', `node-${number}`)
          yield systemOom(number, `node-${number}`)
        }
      }),
    ],
    incidents: count => count,
  },
  {
    name: 'pods that end again and again, ten events each',
    files: count => [
      jsonList('pods.json', () => times(count, number => endedPod(number, 'OOMKilled'))),
      jsonList('events.json', () => manyEvents(count)),
    ],
    incidents: count => count,
  },
  {
    name: 'evictions',
    files: count => [
      jsonList('pods.json', () =>
        times(count, number =>
          podObject({
            name: podName(number),
            uid: uidOf(number),
            node: nodeOf(number),
            status: {
              phase: 'Failed',
              reason: 'Evicted',
              message: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 89600Ki. ',
            },
          }),
        ),
      ),
      jsonList('events.json', () =>
        times(count, number =>
          eventOf(number, {
            reason: 'Evicted',
            message:
              'The node was low on resource: memory. Container cart was using 913416Ki, which exceeds its request of 300Mi. ',
          }),
        ),
      ),
    ],
    incidents: count => count,
  },
  {
    name: 'ends by SIGKILL of one node, unexplained',
    files: count => [
      jsonList('pods.json', () => times(count, number => endedPod(number, 'Error', 'node-1'))),
      {
        path: 'journal.txt',
        parts: () =>
          times(count, number => {
            const [time, id, uid] = [at(number * APART_SECONDS), idOf(number), uidOf(number)]
            return plegExit(time, 137, id, uid) + plegEvent(time, `shop/${podName(number)}`, id, uid)
          }),
      },
    ],
    incidents: count => count,
  },
  {
    name: 'kills that only a kubelet and events tell of',
    files: count => [
      {
        path: 'journal.txt',
        parts: () => times(count, number => sysOom(at(number * APART_SECONDS), { pid: 1 + number, task: '/' })),
      },
      jsonList('events.json', () => times(count, number => systemOom(number, 'node-1'))),
    ],
    incidents: count => count,
  },
  {
    name: 'kills in one container, which its runtime tells of',
    files: count => [
      {
        path: 'nodes/node-1/syslog',
        parts: () =>
          times(count, number => syslog(at(number * 60), killLines({ pid: 1 + number }), 'node-1', 1000 + number * 60)),
      },
      { path: 'nodes/node-1/journal.txt', parts: () => times(count, number => taskOom(at(number * 60))) },
      jsonList('pods.json', () => [podObject()]),
      jsonList('events.json', () =>
        times(count, number =>
          eventObject({
            reason: 'BackOff',
            message: 'Back-off restarting failed container cart',
            objectUid: UID,
            at: at(number * 60),
          }),
        ),
      ),
    ],
    incidents: count => count,
  },
  {
    name: 'kills of one pid, and events about each',
    files: count => [
      {
        path: 'nodes/node-1/syslog',
        parts: () =>
          times(count, number =>
            syslog(at(number * 600), killLines({ oomMemcg: null }), 'node-1', 1000 + number * 600),
          ),
      },
      jsonList('events.json', () => times(count, number => systemOom(number, 'node-1', 600, 4242))),
    ],
    incidents: count => count,
  },
  {
    name: 'evictions that a kubelet logged',
    files: count => [
      {
        path: 'nodes/node-1/kubelet.log',
        parts: () =>
          times(count, number =>
            [
              kubelet(at(number * 60), '"Eviction manager: attempting to reclaim" resourceName="memory"'),
              kubelet(
                at(number * 60 + 1),
                `"Eviction manager: pod is evicted successfully" pod="shop/${podName(number)}"`,
              ),
            ].join(''),
          ),
      },
      jsonList('events.json', () =>
        times(count, number =>
          eventOf(
            number,
            { reason: 'Evicted', at: at(number * 60), message: 'The node was low on resource: memory. ' },
            'node-1',
          ),
        ),
      ),
    ],
    incidents: count => count,
  },
  {
    name: 'runtimes that gave up before SIGKILL',
    files: count => [
      jsonList('pods.json', () => times(count, number => endedPod(number, 'Error'))),
      ...times(count, number => ({
        path: `pods/shop_${podName(number)}_${uidOf(number)}/cart/0.log`,
        parts: () => [
          `${at(number * APART_SECONDS - 2).replace('Z', '.000000000Z')} stderr F Exception in thread "main" ${HEAP}\n`,
        ],
      })),
    ],
    incidents: count => count,
  },
  {
    name: 'logs of runtimes that are named after pods',
    files: count => [
      jsonList('pods.json', () => times(count, number => endedPod(number, 'Error'))),
      ...times(count, number => ({
        path: `logs-${podName(number)}-previous.txt`,
        parts: () => [`Exception in thread "main" ${HEAP}\n`],
      })),
    ],
    incidents: count => count,
  },
]
