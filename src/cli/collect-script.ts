/**
 * A POSIX shell script that gathers what `oomlens analyze` can use. It only reads, masks values of environment variables, and
 * runs without bash. Kept as text here so that the command prints it from wherever it is installed.
 */
export const COLLECT_SCRIPT: string = String.raw`#!/bin/sh
# Gathers what tells of an out-of-memory kill, for: oomlens analyze FILE.tar.gz
#
#   sh collect.sh [-s SECONDS] [-n NAMESPACE] [-o DIRECTORY]
#
#   -s SECONDS    how long to sample memory pressure, once a second (default 60; 0: not at all)
#   -n NAMESPACE  only pods and events of this namespace (default: all)
#   -o DIRECTORY  where to write (default: the current one)
#
# Run it on the node as root for the kernel's side, and anywhere with kubectl for the cluster's side; it does what it can.
# It only reads. Values of environment variables are masked. Arguments of containers, names and logs are not: look through
# the files before you pass them on.

set -u

seconds=60
namespace=
directory=.
while getopts s:n:o:h option; do
  case $option in
    s) seconds=$OPTARG ;;
    n) namespace=$OPTARG ;;
    o) directory=$OPTARG ;;
    *) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
case $seconds in
  '' | *[!0-9]*) echo "collect: -s takes a number of seconds, not '$seconds'" >&2; exit 2 ;;
esac

host=$(uname -n)
name=oomlens-$host-$(date -u +%Y-%m-%dT%H-%M-%SZ)
out=$directory/$name
umask 077
mkdir -p "$out/node" || exit 1

say() { printf '%s\n' "collect: $*" >&2; }
has() { command -v "$1" > /dev/null 2>&1; }

# Writes the output of a command to a file; a failure is kept beside it, an empty file is not.
keep() {
  file=$out/$1
  shift
  "$@" > "$file" 2> "$file.stderr" || say "failed: $*"
  [ -s "$file" ] || rm -f "$file"
  [ -s "$file.stderr" ] || rm -f "$file.stderr"
}

copy() {
  if [ -r "$1" ]; then
    mkdir -p "$out/node$(dirname "$1")"
    cat "$1" > "$out/node$1" 2> /dev/null || rm -f "$out/node$1"
  fi
}

say 'the node: identity and memory'
keep node/date date -u +%Y-%m-%dT%H:%M:%SZ
keep node/hostname uname -n
keep node/uname_-a uname -a
keep node/uptime cat /proc/uptime
for file in /proc/sys/kernel/random/boot_id /proc/meminfo /proc/vmstat /proc/zoneinfo /proc/buddyinfo /proc/slabinfo \
  /proc/swaps /proc/pressure/memory /proc/pressure/io /proc/pressure/cpu; do
  copy "$file"
done

say 'the node: kernel log'
if has dmesg; then keep node/dmesg.txt dmesg; fi
if has journalctl; then
  keep node/journal-kernel.txt journalctl -k -b all --no-pager -o short-iso-precise
  for unit in kubelet containerd crio docker systemd-oomd earlyoom nohang k3s rke2-server rke2-agent; do
    keep "node/journal-$unit.txt" journalctl -u "$unit" --since '-6 hours' --no-pager -o short-iso-precise
    rm -f "$out/node/journal-$unit.txt.stderr"
    if grep -q '^-- No entries --$' "$out/node/journal-$unit.txt" 2> /dev/null; then rm -f "$out/node/journal-$unit.txt"; fi
  done
else
  for file in /var/log/kern.log /var/log/kern.log.1 /var/log/messages /var/log/syslog; do copy "$file"; done
fi

say 'the node: memory of cgroups'
if [ -d /sys/fs/cgroup ]; then
  find /sys/fs/cgroup -type f \( -name 'memory.max' -o -name 'memory.high' -o -name 'memory.current' -o -name 'memory.peak' \
    -o -name 'memory.events' -o -name 'memory.oom.group' -o -name 'memory.swap.max' -o -name 'memory.swap.current' \
    -o -name 'memory.pressure' -o -name 'memory.limit_in_bytes' -o -name 'memory.usage_in_bytes' \
    -o -name 'memory.max_usage_in_bytes' -o -name 'memory.failcnt' -o -name 'memory.oom_control' \) \
    -exec grep . /dev/null {} + > "$out/node/cgroup-memory.txt" 2> /dev/null
  [ -s "$out/node/cgroup-memory.txt" ] || rm -f "$out/node/cgroup-memory.txt"
fi

# Values of environment variables, and the copy of them that kubectl apply leaves, may be secrets.
masked() {
  sed -e 's/^\( *"value": \)".*"\(,\{0,1\}\)$/\1"***"\2/' \
    -e 's/^\( *"kubectl.kubernetes.io\/last-applied-configuration": \)".*"\(,\{0,1\}\)$/\1"***"\2/'
}

if has kubectl; then
  say 'the cluster: pods, nodes and events'
  mkdir -p "$out/kubectl"
  if [ -n "$namespace" ]; then set -- -n "$namespace"; else set -- -A; fi
  kubectl get pods "$@" -o json --request-timeout=60s 2> "$out/kubectl/pods.stderr" | masked > "$out/kubectl/pods.json"
  keep kubectl/events.json kubectl get events "$@" -o json --request-timeout=60s
  keep kubectl/nodes.json kubectl get nodes -o json --request-timeout=60s
  keep kubectl/describe-nodes.txt kubectl describe nodes --request-timeout=60s
  for file in pods.json pods.stderr; do [ -s "$out/kubectl/$file" ] || rm -f "$out/kubectl/$file"; done
fi

# Once a second what tells of stalls, below the seconds since boot.
sample() {
  read -r uptime _ < /proc/uptime || return 1
  for file in /proc/pressure/memory /proc/pressure/io /proc/vmstat /proc/meminfo; do
    [ -r "$file" ] || continue
    printf '@ %s %s\n' "$uptime" "$file"
    case $file in
      /proc/vmstat) grep -E '^(nr_(in)?active_file|workingset_refault|pgmajfault|pgscan_|pgsteal_|allocstall|pswp|oom_kill)' "$file" ;;
      /proc/meminfo) grep -E '^(MemTotal|MemFree|MemAvailable|SwapTotal|SwapFree):' "$file" ;;
      *) cat "$file" ;;
    esac
  done
}

if [ "$seconds" -gt 0 ] && [ -r /proc/uptime ]; then
  say "the node: pressure for $seconds seconds"
  left=$seconds
  while [ "$left" -gt 0 ]; do
    sample
    left=$((left - 1))
    sleep 1
  done > "$out/node/pressure-samples.log"
fi

if has tar && has gzip; then
  tar -C "$directory" -cf - "$name" | gzip > "$directory/$name.tar.gz" && rm -rf "$out" && out=$directory/$name.tar.gz
fi
say 'look through it before you pass it on'
printf '%s\n' "$out"
`
