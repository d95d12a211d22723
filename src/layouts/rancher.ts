import type { Layout } from '../model/reader.ts'
import { folderLayout, folderName, ROOT } from './folder-layout.ts'

/** `<hostname>-YYYY-MM-DD_HH_MM_SS`. */
const NAMED = /^(.+)-\d{4}-\d\d-\d\d_\d\d_\d\d_\d\d$/

/** Logs collector of Rancher for k3s, rke2 and RKE1: one node, files without endings. */
export const rancher: Layout = folderLayout({
  id: 'rancher-logs-collector',
  mark: new RegExp(`${ROOT}(?:systeminfo/|systemlogs/|(?:k3s|rke2|rke)/(?:kubectl|crictl|podlogs)/)`),
  roleOf: (_, root) => ({ machine: root, machineName: NAMED.exec(folderName(root))?.[1] ?? null }),
})
