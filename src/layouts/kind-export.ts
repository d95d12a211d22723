import type { Layout } from '../model/reader.ts'
import { folderLayout, ROOT } from './folder-layout.ts'

const NODE = /^([^/]+)\/./

/** `kind export logs`: a folder for each node, which is a container, named like the node. */
export const kindExport: Layout = folderLayout({
  id: 'kind-export',
  mark: new RegExp(`${ROOT}(?:kind-version\\.txt|[^/]+/kubernetes-version\\.txt)$`),
  roleOf: path => ({ node: NODE.exec(path)?.[1] ?? null }),
})
