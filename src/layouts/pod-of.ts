import type { PodPath } from '../model/reader.ts'

const NAME = '([a-z0-9][-a-z0-9.]{0,252})'
const NAMESPACE = '([a-z0-9][-a-z0-9]{0,62})'
const UID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})'
/** Rotated logs have a time after the name, and may be packed. */
const LOG = '(?:\\.log(?:\\.\\d{8}-\\d{6})?(?:\\.gz)?)'

/** `/var/log/pods/<ns>_<pod>_<uid>/<container>/<restart>.log` (kubelet, since 1.14). */
const POD_LOGS = new RegExp(`(?:^|/)pods/${NAMESPACE}_${NAME}_${UID}/${NAMESPACE}/(\\d{1,9})${LOG}$`)
/** `/var/log/containers/<pod>_<ns>_<container>-<64 hex>.log`: links to the former. */
const CONTAINER_LOGS = new RegExp(`(?:^|/)containers/${NAME}_${NAMESPACE}_${NAMESPACE}-([0-9a-f]{64})${LOG}$`)
/** `kubectl cluster-info dump --output-directory`: all containers of a pod in one file. */
const DUMPED = new RegExp(`(?:^|/)${NAMESPACE}/${NAME}/logs\\.txt$`)
/** `oc adm inspect`, must-gather: the container's folder stands twice. */
const INSPECTED = new RegExp(
  `(?:^|/)namespaces/${NAMESPACE}/pods/${NAME}/${NAMESPACE}/${NAMESPACE}/logs/(current|previous|rotated/)`,
)
/** Replicated support bundles, of unhealthy pods and of those that are asked for. */
const SUPPORT_BUNDLE = new RegExp(
  `(?:^|/)cluster-resources/pods/logs/${NAMESPACE}/${NAME}/${NAMESPACE}?(-previous|-logs-errors)?\\.log$`,
)

const NOTHING: PodPath = {
  namespace: null,
  pod: null,
  uid: null,
  container: null,
  containerId: null,
  restart: null,
  isPrevious: false,
}

const known = (value: string | undefined): string | null => value ?? null

/** The pod and container whose output a file holds, by its path alone; null for any other file. */
export function podOf(path: string): PodPath | null {
  const kubelet = POD_LOGS.exec(path)
  if (kubelet) {
    const [, namespace, pod, uid, container, restart] = kubelet
    return {
      ...NOTHING,
      namespace: known(namespace),
      pod: known(pod),
      uid: known(uid),
      container: known(container),
      restart: Number(restart),
    }
  }
  const linked = CONTAINER_LOGS.exec(path)
  if (linked) {
    const [, pod, namespace, container, id] = linked
    return {
      ...NOTHING,
      namespace: known(namespace),
      pod: known(pod),
      container: known(container),
      containerId: known(id),
    }
  }
  const inspected = INSPECTED.exec(path)
  if (inspected) {
    const [, namespace, pod, container, , which] = inspected
    return {
      ...NOTHING,
      namespace: known(namespace),
      pod: known(pod),
      container: known(container),
      isPrevious: which === 'previous',
    }
  }
  const bundled = SUPPORT_BUNDLE.exec(path)
  if (bundled) {
    const [, namespace, pod, container, which] = bundled
    return {
      ...NOTHING,
      namespace: known(namespace),
      pod: known(pod),
      container: known(container?.replace(/-(?:previous|logs-errors)$/, '')),
      isPrevious: which === '-previous' || container?.endsWith('-previous') === true,
    }
  }
  const [, namespace, pod] = DUMPED.exec(path) ?? []
  return pod === undefined ? null : { ...NOTHING, namespace: known(namespace), pod }
}
