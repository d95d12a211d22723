import type { Layout } from '../model/reader.ts'
import { folderLayout, ROOT } from './folder-layout.ts'

const NODE = /^([^/]+)\/./

/** `talosctl support`: a folder for each node, named by its address, and `kubernetesResources` of the cluster. */
export const talosSupport: Layout = folderLayout({
  id: 'talos-support',
  mark: new RegExp(
    `${ROOT}(?:kubernetesResources/|[^/]+/(?:controller-runtime\\.log$|service-logs/|kubernetes-logs/))`,
  ),
  roleOf(path) {
    const folder = NODE.exec(path)?.[1] ?? null
    return { node: folder === 'kubernetesResources' || folder === 'cluster' ? null : folder }
  },
})
