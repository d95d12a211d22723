import type { Layout } from '../model/reader.ts'
import { folderLayout, folderName, ROOT } from './folder-layout.ts'

/** Node logs of AKS: one virtual machine, `collect/` with its state and files under their own paths. */
export const aks: Layout = folderLayout({
  id: 'aks-node-logs',
  mark: new RegExp(`${ROOT}(?:collect/(?:proc/|crictl_|lscpu\\.|systemctl-status)|var/log/azure/)`),
  roleOf: (_, root) => ({ machine: root, machineName: folderName(root) || null }),
})
