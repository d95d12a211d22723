import type { Layout } from '../model/reader.ts'
import { folderLayout, folderName, ROOT } from './folder-layout.ts'

/** `eks_i-0123456789abcdef0_2026-03-01_1000-UTC_0.7.8`. */
const NAMED = /^eks_(i-[0-9a-f]{8,17})_/

/**
 * EKS log collector: one node. The folder names the EC2 instance, which is not the name of the node for the API server
 * unless the cluster was set up so.
 */
export const eks: Layout = folderLayout({
  id: 'eks-log-collector',
  mark: new RegExp(
    `${ROOT}(?:kernel/dmesg\\.(?:human\\.)?current$|containerd/containerd-log\\.txt$|system/instance-id\\.txt$|ipamd/|var_log/|nodeadm/)`,
  ),
  roleOf: (_, root) => ({ machine: root, machineName: NAMED.exec(folderName(root))?.[1] ?? null }),
})
