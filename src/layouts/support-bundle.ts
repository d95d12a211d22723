import type { Layout } from '../model/reader.ts'
import { folderLayout, ROOT } from './folder-layout.ts'

const OF_HOST = /^host-collectors\/[^/]+\/[^/]+$/
const METRICS = /^node-metrics\/([^/]+)\.json$/

/**
 * Replicated troubleshoot: `cluster-resources` from the API server, `host-collectors` from the machine that the tool ran
 * on, of which the bundle does not say the name.
 */
export const supportBundle: Layout = folderLayout({
  id: 'support-bundle',
  mark: new RegExp(`${ROOT}(?:cluster-resources/(?:nodes\\.json$|pods/|events/)|host-collectors/)`),
  roleOf: (path, root) => ({
    node: METRICS.exec(path)?.[1] ?? null,
    // Remote collectors put a folder for each node below.
    machine: OF_HOST.test(path) ? `${root}host-collectors/` : null,
  }),
})
