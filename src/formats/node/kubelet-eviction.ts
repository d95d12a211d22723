import type { EvictionStep } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { isKlog, klogRecord } from './klog-record.ts'
import { formattedPod, podName, qualified, subjectOf, type Named } from './subject.ts'

type What = EvictionStep['what']

/** What follows `Eviction manager: `, up to Kubernetes 1.35 (pkg/kubelet/eviction/eviction_manager.go). */
const STEPS: readonly (readonly [RegExp, What])[] = [
  [/^attempting to reclaim/, 'reclaiming'],
  [/^must evict pod\(s\) to reclaim/, 'must-evict'],
  [/^pods ranked for eviction/, 'ranked'],
  [/^pod .*is evicted successfully$/, 'evicted'],
  [/^threshold observed resource$/, 'observed'],
  [/^able to reduce .{0,60}pressure without evicting pods\./, 'relieved'],
  [/^unable to evict any pods from the node$/, 'failed'],
  [/^eviction thresholds have been met, but no pods are active to evict$/, 'failed'],
]

const TITLES: Readonly<Record<What, (what: string, pod: string) => string>> = {
  reclaiming: what => `The kubelet attempts to reclaim ${what}`,
  'must-evict': what => `The kubelet must evict pods to reclaim ${what}`,
  ranked: () => 'The kubelet ranked the pods for eviction',
  evicted: (_, pod) => `The kubelet evicted ${pod}`,
  observed: what => `The kubelet observed a threshold of ${what}`,
  relieved: what => `The kubelet reclaimed ${what} without evicting pods`,
  failed: () => 'The kubelet could not evict any pod',
}

/** `eviction manager: must evict pod(s) to reclaim memory`: kubelets before 1.21. */
const OLD_RESOURCE = /^(?:attempting|must evict pod\(s\)) to reclaim ([a-z-]{1,40})$/
const OLD_POD = /^pod (\S{1,320}) is evicted successfully$/

interface Values {
  readonly resource: string | null
  readonly threshold: string | null
  readonly available: string | null
  readonly pod: Named
}

function stepOf(body: Body, text: string, values: Values): EvictionStep | null {
  const what = STEPS.find(([words]) => words.test(text))?.[1]
  if (what === undefined) return null
  const { pod, ...amounts } = values
  const subject = subjectOf(pod)
  const title = TITLES[what](amounts.resource ?? 'a resource', `pod ${podName(subject) ?? 'of unknown name'}`)
  const severity = what === 'evicted' ? 'critical' : what === 'observed' || what === 'ranked' ? 'info' : 'warning'
  return { ...lineFact('node.eviction', body, title, severity), by: 'kubelet', subject, what, ...amounts }
}

/** `Eviction manager: …`: what the kubelet does about a lack of memory, disk or process IDs. */
export const kubeletEviction: Message = {
  id: 'kubelet-eviction',
  cues: ['Eviction manager: ', 'eviction manager: '],
  read(body) {
    const record = klogRecord(body)
    const message = record?.message ?? (isKlog(body) ? body.text : '')
    const text = /^[Ee]viction manager: (.*)$/s.exec(message)?.[1]
    if (text === undefined) return null
    if (record === null) {
      const resource = OLD_RESOURCE.exec(text)?.[1] ?? null
      const pod = formattedPod(OLD_POD.exec(text)?.[1])
      return stepOf(body, text, { resource, threshold: null, available: null, pod })
    }
    return stepOf(body, text, {
      resource: record.get('resourceName'),
      threshold: record.get('quantity'),
      available: record.get('available'),
      pod: { ...qualified(record.get('pod')), uid: record.get('podUID') },
    })
  },
}
