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
    { id: 'dmesg', describes: 'kernel log with seconds since boot: dmesg (also -d, -r), /proc/kmsg, serial console' },
    { id: 'dmesg-T', describes: 'kernel log with dates in any language: dmesg -T' },
    { id: 'dmesg-iso', describes: 'kernel log with whole dates: dmesg --time-format iso' },
    { id: 'dmesg-relative', describes: 'kernel log with differences: dmesg -e, -H, --time-format delta' },
    { id: 'dmesg-x', describes: 'kernel log with facility and level: dmesg -x' },
    { id: 'dmesg-cpu', describes: 'kernel log of televisions: [2-3219.1870]' },
    { id: 'kernel-context', describes: 'kernel logs of phones that name processor and task' },
    { id: 'priority', describes: 'kernel log with priorities and no times: <4>' },
    { id: 'kernel-tag', describes: 'kernel log with nothing but kernel: before each line' },
    { id: 'grep', describes: 'any of these after the name of the file that grep found them in' },
    { id: 'kmsg', describes: 'records of /dev/kmsg' },
    {
      id: 'syslog',
      describes:
        'syslog, messages and kern.log with traditional or whole dates, journalctl in any language (also -o short-iso, --no-hostname), busybox, OpenWrt logread',
    },
    { id: 'rfc5424', describes: 'syslog of RFC 5424' },
    { id: 'journal-full', describes: 'journalctl -o short-full and with-unit' },
    { id: 'journal-unix', describes: 'journalctl -o short-unix' },
    { id: 'journal-monotonic', describes: 'journalctl -o short-monotonic and short-delta' },
    { id: 'journal-export', describes: 'journalctl -o export' },
    { id: 'journal-verbose', describes: 'journalctl -o verbose' },
    {
      id: 'json',
      describes:
        'log records as JSON, one a line or over several: journalctl -o json, json-pretty, json-seq, json-sse, dmesg -J, Docker, Cloud Logging, CloudWatch, Loki, Elasticsearch',
    },
    { id: 'backwards', describes: 'journalctl -r' },
    { id: 'pstore', describes: 'what a kernel left in pstore before it died' },
    { id: 'cri', describes: 'container logs as the runtime stores them' },
    {
      id: 'timestamped',
      describes: 'lines after an RFC 3339 time: kubectl logs --timestamps, CloudWatch, serial consoles',
    },
    { id: 'talos', describes: 'talosctl dmesg' },
    { id: 'loghub', describes: 'syslog of clusters with a label and a Unix time before it' },
    { id: 'kubectl-describe', describes: 'kubectl describe pod and describe node' },
    { id: 'kubectl-events', describes: 'kubectl get events as a table' },
    { id: 'kubernetes-json', describes: 'pods, nodes and events as JSON (kubectl get … -o json, cluster-info dump)' },
    { id: 'kubernetes-yaml', describes: 'pods, nodes and events as YAML (kubectl get … -o yaml)' },
    {
      id: 'kubernetes-excerpt',
      describes:
        'pieces of all these as people paste them, cut anywhere, quoted, in Markdown or from grep; kubectl get pods, docker inspect and crictl inspect; rows of jsonpath and custom columns',
    },
    { id: 'kubectl-table', describes: 'tables of kubectl and crictl that hold no kill: top, get nodes and others' },
    { id: 'klog-event', describes: 'events in the log of the component that sends them' },
    { id: 'archive', describes: 'tar and gzip, also nested, and directories of all these' },
  ],
}
