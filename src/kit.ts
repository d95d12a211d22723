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
    {
      id: 'kernel-context',
      describes: 'kernel logs of phones that name processor and task (Samsung, MediaTek, Qualcomm)',
    },
    { id: 'priority', describes: 'kernel log with priorities and no times: <4>' },
    { id: 'kernel-tag', describes: 'kernel log with nothing but kernel: before each line' },
    { id: 'grep', describes: 'any of these after the name of the file that grep found them in' },
    {
      id: 'prefixed',
      describes:
        'any of these with the same thing before every line: pdsh, oc adm node-logs, cat -n, ts, logcli, consoles',
    },
    { id: 'hard-wrapped', describes: 'any of these as a terminal broke them at its last column' },
    { id: 'quoted-printable', describes: 'any of these in mail as it is sent' },
    {
      id: 'json-strings',
      describes: 'a log inside strings of JSON: aws ec2 get-console-output, output of Ansible',
    },
    { id: 'csv', describes: 'tables of log stores: Splunk, CloudWatch Insights, Azure Monitor, Kibana' },
    { id: 'kmsg', describes: 'records of /dev/kmsg, also as netconsole sends them' },
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
    { id: 'samples', describes: 'files of /proc and of cgroups, again and again, below @ SECONDS PATH' },
    {
      id: 'dated-samples',
      describes: 'the same below lines with dates: while sleep 1; do date -Is; cat /proc/pressure/memory; done',
    },
    {
      id: 'prometheus-json',
      describes: 'time series of node_exporter and cAdvisor: Prometheus /api/v1/query_range, promtool, VictoriaMetrics',
    },
    {
      id: 'prometheus-text',
      describes: 'the same as text with times: OpenMetrics, /federate, promtool tsdb dump and dump-openmetrics',
    },
    { id: 'sar', describes: 'tables of sar -q, -B, -W, -r, -S and -A, in any language' },
    { id: 'sadf', describes: 'the same as sadf -d, sadf -p and sadf -j print it' },
    { id: 'vmstat', describes: 'swapping by vmstat -t' },
    { id: 'atop', describes: 'pressure by atop -r and atop -P PSI,MEM' },
    { id: 'kubelet-summary', describes: 'samples of a node by the kubelet: /stats/summary' },
    { id: 'kubectl-describe', describes: 'kubectl describe pod and describe node' },
    { id: 'kubectl-events', describes: 'kubectl get events as a table' },
    { id: 'kubernetes-json', describes: 'pods, nodes and events as JSON (kubectl get … -o json, cluster-info dump)' },
    { id: 'kubernetes-yaml', describes: 'pods, nodes and events as YAML (kubectl get … -o yaml)' },
    { id: 'archive', describes: 'tar, zip, gzip, xz, zstd and bzip2, also nested, and directories of all these' },
  ],
}
