import type { Layout } from '../model/reader.ts'
import { folderLayout, ROOT } from './folder-layout.ts'

/** Logs of a machine that a test run brought up (kubetest log-dump), and journals of OpenShift's gather-extra. */
const NODE =
  /^artifacts\/(?:[^/]+\/){0,3}?(?:gather-extra\/artifacts\/nodes\/([^/]+)\/|([^/]+)\/(?:kern|kubelet|containerd|docker|systemd|serial-\d+|node-problem-detector|kube-proxy)\.log(?:\.gz)?$)/

/** Artifacts of a Prow job: a folder for each node below `artifacts`. */
export const prow: Layout = folderLayout({
  id: 'prow',
  mark: new RegExp(`${ROOT}(?:started|finished|prowjob)\\.json$`),
  roleOf(path) {
    const [, gathered, dumped] = NODE.exec(path) ?? []
    return { node: gathered ?? dumped ?? null }
  },
})
