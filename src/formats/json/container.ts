import { type JsonObject, textAt, valueAt } from './value.ts'

/** Fields that only output of a container has, by whatever collected it. */
const OF_CONTAINER = [
  'kubernetes.pod_name',
  'kubernetes.container_name',
  'kubernetes.pod.name',
  'kubernetes.container.name',
  'container.id',
  'container_id',
  'container_name',
  'docker.container_id',
  'labels.container',
  'labels.container_name',
  'labels.pod',
  'labels.pod_name',
  'fields.container',
  'fields.pod',
  'stream.container',
  'stream.pod',
]

/** Resources of Google Cloud whose logs are what programs print. */
const PROGRAMS = /^(?:k8s_container|k8s_pod|cloud_run_\w+|cloud_function|gae_app|container)$/

const isStream = (value: unknown): boolean => value === 'stdout' || value === 'stderr'

/** True for what a container wrote: Docker's json-file, and the records of collectors that say so. */
export function isContainerOutput(record: JsonObject): boolean {
  if (isStream(valueAt(record, 'stream')) || isStream(valueAt(record, 'attrs.stream'))) return true
  if (PROGRAMS.test(textAt(record, ['resource.type']) ?? '')) return true
  return textAt(record, OF_CONTAINER) !== null
}

/** The beginning of a line of a kernel log or syslog: a container may print those, as it may print anything. */
const LINE_OF_A_LOG =
  /^(?:<\d{1,3}>)?(?:\[ *\d{1,10}\.\d{6}\]|\d{1,5},\d{1,20},\d{1,20}[,;]|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d |\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S* \S+ \S+: )/

export const beginsWithWrapping = (text: string): boolean => LINE_OF_A_LOG.test(text)
