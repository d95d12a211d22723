import { readers } from './formats/index.ts'
import { layouts } from './layouts/index.ts'
import type { Layout, Readers } from './model/reader.ts'
import { rules } from './rules/index.ts'
import type { Rule } from './rules/rule.ts'

/** Everything that can be added to without touching the rest: what is read, how bundles are laid out, what is concluded. */
export interface Kit {
  readonly readers: Readers
  readonly layouts: readonly Layout[]
  readonly rules: readonly Rule[]
  /** What is read, for people. */
  readonly inputs: readonly { readonly id: string; readonly describes: string }[]
}

export const kit: Kit = {
  readers,
  layouts,
  rules,
  inputs: [
    { id: 'dmesg', describes: 'kernel log with seconds since boot: dmesg, /proc/kmsg, serial console' },
    { id: 'dmesg-T', describes: 'kernel log with dates: dmesg -T' },
    { id: 'kmsg', describes: 'records of /dev/kmsg' },
    {
      id: 'syslog',
      describes: 'syslog, messages and kern.log with traditional or whole dates, journalctl (also -o short-iso)',
    },
    { id: 'kubectl-describe', describes: 'kubectl describe pod and describe node' },
    { id: 'kubectl-events', describes: 'kubectl get events as a table' },
    { id: 'kubernetes-json', describes: 'pods, nodes and events as JSON (kubectl get … -o json, cluster-info dump)' },
    { id: 'kubernetes-yaml', describes: 'pods, nodes and events as YAML (kubectl get … -o yaml)' },
    { id: 'archive', describes: 'tar and gzip, also nested, and directories of all these' },
  ],
}
