import type { Layout } from '../model/reader.ts'
import { folderLayout, ROOT } from './folder-layout.ts'

const NODE = /^nodes\/([^/]+)\//

/**
 * `oc adm must-gather` (one folder an image) and `oc adm inspect`: objects as YAML by namespace, logs of pods below them.
 * Only `nodes/<name>/` is of one node; `host_service_logs` hold lines of all masters or workers.
 */
export const mustGather: Layout = folderLayout({
  id: 'must-gather',
  mark: new RegExp(`${ROOT}(?:cluster-scoped-resources|host_service_logs|namespaces/[^/]+/(?:core|apps|batch|pods))/`),
  roleOf: path => ({ node: NODE.exec(path)?.[1] ?? null }),
})
