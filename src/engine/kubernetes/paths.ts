import { NO_SUBJECT, type Subject } from '../../model/node-log.ts'

/** A name of DNS: a label, or labels with dots. */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const NAME = '[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?'

/** Each names the namespace and the pod, and where the path holds them UID, container and ID. */
const SHAPES: readonly RegExp[] = [
  // The kubelet's own: pkg/kubelet/kuberuntime/helpers.go, BuildPodLogsDirectory.
  new RegExp(`(?:^|/)(?<ns>${LABEL})_(?<pod>${NAME})_(?<uid>[0-9a-f-]{32,36})/(?:(?<name>${LABEL})/)?`),
  new RegExp(`(?:^|/)(?<pod>${NAME})_(?<ns>${LABEL})_(?<name>${LABEL})-(?<id>[0-9a-f]{64})\\.log$`),
  // oc adm inspect and must-gather.
  new RegExp(`(?:^|/)namespaces/(?<ns>${LABEL})/pods/(?<pod>${NAME})/(?<name>${LABEL})/[^/]+/logs/`),
  // Replicated's troubleshoot: logs of the cluster resources collector.
  new RegExp(`(?:^|/)pods/logs/(?<ns>${LABEL})/(?<pod>${NAME})/(?<name>${LABEL})\\.log$`),
  // kubectl cluster-info dump --output-directory.
  new RegExp(`(?:^|/)(?<ns>${LABEL})/(?<pod>${NAME})/logs\\.txt$`),
]

/** Pod and container that a log is of, where its path says so as the kubelet and collectors write it. */
export function subjectOfPath(path: string): Subject {
  for (const shape of SHAPES) {
    const groups = shape.exec(path)?.groups
    if (groups === undefined) continue
    const { ns = null, pod = null, uid = null, id = null } = groups
    const name = groups.name?.replace(/-previous$/, '') ?? null
    const container = name === null && id === null ? null : { name, id }
    return { ...NO_SUBJECT, pod: { namespace: ns, name: pod, uid }, container }
  }
  return NO_SUBJECT
}
