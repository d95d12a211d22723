import type { Layout } from '../model/reader.ts'
import { aks } from './aks.ts'
import { clusterInfoDump } from './cluster-info-dump.ts'
import { eks } from './eks.ts'
import { kindExport } from './kind-export.ts'
import { mustGather } from './must-gather.ts'
import { plain } from './plain.ts'
import { prow } from './prow.ts'
import { rancher } from './rancher.ts'
import { sosreport } from './sosreport.ts'
import { supportBundle } from './support-bundle.ts'
import { talosSupport } from './talos.ts'

/** Layouts of collectors, the most telling first; `plain` is for everything else. */
export const layouts: readonly Layout[] = [
  prow,
  mustGather,
  supportBundle,
  sosreport,
  eks,
  talosSupport,
  kindExport,
  rancher,
  aks,
  clusterInfoDump,
  plain,
]
