import { EXAMPLES } from './examples.ts'
import { readers } from './formats/index.ts'
import { layouts } from './layouts/index.ts'
import type { Layout, Readers } from './model/reader.ts'
import { rules } from './rules/index.ts'
import type { Rule } from './rules/rule.ts'

/** Something that is read, for people. */
export interface Input {
  /** As `sources[].format` of the report names it. */
  readonly id: string
  /** What it is, in one line. */
  readonly describes: string
  /** A file of the corpus that is read so; null where it has none. */
  readonly example: string | null
}

const withExamples = (inputs: readonly Omit<Input, 'example'>[]): readonly Input[] =>
  inputs.map(input => ({ ...input, example: EXAMPLES[input.id] ?? null }))

/** Everything that can be added to without touching the rest: what is read, how bundles are laid out, what is concluded. */
export interface Kit {
  /** What knows lines, records, documents and samples. */
  readonly readers: Readers
  /** What knows the paths of collectors; the first that matches tells the node of a file. */
  readonly layouts: readonly Layout[]
  /** What concludes: of each incident all are asked, in this order. */
  readonly rules: readonly Rule[]
  /** What is read, for people. */
  readonly inputs: readonly Input[]
}

/** Everything that oomlens knows. For more or less of it, make another: `{ ...kit, rules: [myRule, ...kit.rules] }`. */
export const kit: Kit = {
  readers,
  layouts,
  rules,
  inputs: withExamples([
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
      describes: 'any of these with the same thing before every line: pdsh, oc adm node-logs, cat -n, ts, consoles',
    },
    { id: 'hard-wrapped', describes: 'any of these as a terminal broke them at its last column' },
    { id: 'quoted-printable', describes: 'any of these in mail as it is sent' },
    { id: 'html', describes: 'any of these in the source of a web page, with entities and tags' },
    {
      id: 'json-strings',
      describes: 'a log inside strings of JSON: aws ec2 get-console-output, output of Ansible',
    },
    { id: 'csv', describes: 'tables of log stores: Splunk, CloudWatch Insights, Azure Monitor, Kibana' },
    { id: 'oc-node-logs', describes: 'oc adm node-logs of several nodes: the node before each line' },
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
    { id: 'cloud-yaml', describes: 'gcloud logging read, a document of YAML for each entry' },
    { id: 'loki', describes: 'streams of lines as Loki answers a query' },
    { id: 'logcli', describes: 'logcli: a time and the labels of the stream before each line' },
    { id: 'backwards', describes: 'any of these with the latest line first: journalctl -r, stores of logs' },
    { id: 'pstore', describes: 'what a kernel left in pstore before it died' },
    { id: 'cri', describes: 'container logs as the runtime stores them' },
    { id: 'kubectl-logs', describes: 'kubectl logs --prefix, with --timestamps or without: [pod/cart-0/app]' },
    {
      id: 'container-log',
      describes: 'output of containers, told by its place: /var/log/pods/…, logs.txt of cluster-info dump',
    },
    {
      id: 'timestamped',
      describes: 'lines after an RFC 3339 time: kubectl logs --timestamps, CloudWatch, serial consoles',
    },
    { id: 'talos', describes: 'talosctl dmesg' },
    { id: 'logcat', describes: "Android's logcat: threadtime, time and brief" },
    { id: 'dated', describes: 'logs that programs write with nothing but a date and a colon before each line' },
    {
      id: 'killers',
      describes:
        'in any of these the lines of systemd-oomd, oomd, earlyoom, nohang, lmkd, the lowmemorykiller driver, the OOM controller of Talos, and of systemd about units that were killed for memory',
    },
    {
      id: 'klog',
      describes:
        'the log of kubelet as text or JSON: evictions, OOM kills it saw, ends of containers, stalls; events in the log of the component that sends them',
    },
    {
      id: 'logrus',
      describes: 'the log of containerd, CRI-O or conmon: OOM events, ends and names of containers; docker events',
    },
    { id: 'crictl', describes: 'crictl inspect, and crictl ps -o json' },
    { id: 'docker-inspect', describes: 'docker inspect and podman inspect of containers' },
    {
      id: 'container-table',
      describes: 'docker ps -a and podman ps -a: ends of containers; crictl ps -a: their names',
    },
    { id: 'ecs-tasks', describes: 'aws ecs describe-tasks: ends of containers' },
    { id: 'nomad-alloc', describes: 'nomad alloc status: tasks that were OOM-killed' },
    {
      id: 'app-out-of-memory',
      describes:
        'what Java, Node.js, Go, Python, .NET, Ruby, PHP, C++, Rust, Erlang, Perl, compilers and databases say when they get no more memory, in any log',
    },
    {
      id: 'program-text',
      describes:
        'what programs and platforms tell of kills, in text of any form: Slurm, YARN, LSF, PBS, ECS, Heroku, Cloud Run, shells, make, compilers, PostgreSQL, Gunicorn and others',
    },
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
    {
      id: 'prometheus-scrape',
      describes:
        '/metrics without times: kills that cAdvisor and node_exporter count, ends of containers by kube-state-metrics',
    },
    { id: 'sar', describes: 'tables of sar -q, -B, -W, -r, -S and -A, in any language' },
    { id: 'sadf', describes: 'the same as sadf -d, sadf -p and sadf -j print it' },
    { id: 'vmstat', describes: 'swapping by vmstat -t' },
    { id: 'atop', describes: 'pressure by atop -r' },
    { id: 'atop-parseable', describes: 'the same by atop -P PSI,MEM' },
    { id: 'kubelet-summary', describes: 'samples of a node by the kubelet: /stats/summary' },
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
    {
      id: 'proc-files',
      describes: 'files of /proc and /sys below each other: tail -n +1 /proc/pressure/*',
    },
    { id: 'meminfo', describes: '/proc/meminfo' },
    { id: 'proc-vmstat', describes: '/proc/vmstat' },
    { id: 'pressure', describes: '/proc/pressure/*, and memory.pressure of a cgroup' },
    { id: 'zoneinfo', describes: '/proc/zoneinfo' },
    { id: 'buddyinfo', describes: '/proc/buddyinfo' },
    { id: 'slabinfo', describes: '/proc/slabinfo' },
    { id: 'slabtop', describes: 'slabtop -o' },
    { id: 'cgroup-file', describes: 'memory.* of a cgroup, version 1 and 2, below sys/fs/cgroup' },
    { id: 'cgroup-list', describes: 'the same in one file: grep . /sys/fs/cgroup/…/memory.*' },
    { id: 'free', describes: 'free' },
    { id: 'swaps', describes: '/proc/swaps, swapon' },
    { id: 'host-memory', describes: 'memory.json of the host collectors of a support bundle' },
    { id: 'boot-id', describes: '/proc/sys/kernel/random/boot_id' },
    { id: 'hostname', describes: 'hostname' },
    { id: 'hostnamectl', describes: 'hostnamectl' },
    { id: 'instance-id', describes: 'instance-id.txt of the EKS log collector' },
    { id: 'uname', describes: 'uname -a, /proc/version' },
    { id: 'date', describes: 'date in a file of that name, timestamp of must-gather' },
    { id: 'timedatectl', describes: 'timedatectl' },
    { id: 'prow-job', describes: 'started.json and finished.json of a Prow job' },
    { id: 'uptime', describes: 'uptime, /proc/uptime' },
    { id: 'archive', describes: 'tar, zip, gzip, xz, zstd and bzip2, also nested, and directories of all these' },
  ]),
}
