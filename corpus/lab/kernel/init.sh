#!/bin/busybox sh
# shellcheck shell=dash disable=SC1091,SC2034,SC3043
# PID 1 of the guest: sets the node up, lets the scenario happen, and packs what can be read afterwards.
# Ports: ttyS0 is the console, ttyS1 takes the truth as it happens. vda is a slow disk with a file, vdb takes the files.
/bin/busybox --install -s /bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
mkdir -p /data /files /run
while read -r module; do insmod "/lab/modules/$module"; done < /lab/modules.list
stty -F /dev/ttyS1 raw
exec > /dev/ttyS1 2> /files/errors
mount -t ext4 -o ro /dev/vda /data
# What is read at random is read a page at a time.
echo 0 > /sys/block/vda/queue/read_ahead_kb
echo -1000 > /proc/self/oom_score_adj
# Of the kernel's command line.
cgroup=${lab_cgroup:-2}

# ---- What scenarios use ----

give_up() { # WHY: this kernel has no such thing
  printf '{"event":"unsupported","why":"%s"}\n' "$1"
  sync; sleep 1; poweroff -f
}

if [ "$cgroup" = 1 ]; then
  grep -q '^memory' /proc/cgroups || give_up 'no memory controller of cgroup v1'
  mount -t tmpfs tmpfs /sys/fs/cgroup && mkdir /sys/fs/cgroup/memory
  mount -t cgroup -o memory memory /sys/fs/cgroup/memory || give_up 'no memory controller of cgroup v1'
  root=/sys/fs/cgroup/memory
else
  mount -t cgroup2 cgroup /sys/fs/cgroup
  root=/sys/fs/cgroup
fi

hash() { printf %s "$1" | sha256sum | cut -c1-64; }
uuid() { hash "$1" | sed 's/^\(.\{8\}\)\(....\)\(....\)\(....\)\(.\{12\}\).*/\1-\2-\3-\4-\5/'; }

group() { # PATH [LIMIT_MIB]: makes a cgroup, and all above it, and sets its limit
  local path=$root part
  for part in $(echo "$1" | tr / ' '); do
    [ "$cgroup" = 1 ] || echo '+memory +cpuset' > "$path/cgroup.subtree_control"
    path=$path/$part
    mkdir -p "$path"
    [ "$cgroup" = 2 ] || echo 1 > "$path/memory.use_hierarchy" 2> /dev/null
  done
  [ -z "$2" ] && return
  if [ "$cgroup" = 1 ]; then echo "$2M" > "$path/memory.limit_in_bytes"; else echo "$2M" > "$path/memory.max"; fi
}

pod() { # QOS NAME [LIMIT_MIB]: as a kubelet makes it, by cgroupfs on v1 and by systemd on v2. Sets $pod and $pod_path
  local uid; uid=$(uuid "$2")
  pod=$2
  case $cgroup$1 in
    1guaranteed) pod_path=/kubepods/pod$uid ;;
    1*) pod_path=/kubepods/$1/pod$uid ;;
    2guaranteed) pod_path=/kubepods.slice/kubepods-pod$(echo "$uid" | tr - _).slice ;;
    2*) pod_path=/kubepods.slice/kubepods-$1.slice/kubepods-$1-pod$(echo "$uid" | tr - _).slice ;;
  esac
  group "$pod_path" "$3"
  printf '{"event":"pod","name":"%s","uid":"%s","qos":"%s","cgroup":"%s","limitMiB":%s}\n' \
    "$pod" "$uid" "$1" "$pod_path" "${3:-null}"
}

container() { # NAME [LIMIT_MIB]: in the pod made last. Sets $box, its directory
  local id; id=$(hash "$pod/$1")
  local path=$pod_path/$id
  [ "$cgroup" = 1 ] || path=$pod_path/cri-containerd-$id.scope
  group "$path" "$2"
  box=$root$path
  printf '{"event":"container","pod":"%s","name":"%s","id":"%s","cgroup":"%s","limitMiB":%s}\n' \
    "$pod" "$1" "$id" "$path" "${2:-null}"
}

# COMM DIRECTORY ADJ STEP...: see hog.c; ends when the process does.
run() { /lab/hog "$@"; }

available() { sed -n 's/^MemAvailable: *\([0-9]*\)... kB$/\1/p' /proc/meminfo; } # about MiB

holds() { # COMM MIB: waits until a process has as much; newer kernels count roughly
  local kib=0
  until [ "${kib:-0}" -ge $(($2 * 1000)) ]; do
    sleep 0.2
    kib=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/$(pidof "$1" | cut -d" " -f1)/status" 2> /dev/null)
  done
}

send() { # SIGNAL COMM: by somebody who is not the kernel
  for pid in $(pidof "$2"); do
    printf '{"event":"sent","pid":%s,"signal":%s}\n' "$pid" "$1"
    kill "-$1" "$pid"
  done
}

sample() { # SECONDS FILE...: `@ <uptime> <path>` and what counts of the file, again and again
  local pause=$1 file
  shift
  # In a shell of its own, so that `wait` of a scenario does not wait for it.
  (while sleep "$pause"; do
    for file in "$@"; do
      echo "@ $(cut -d' ' -f1 /proc/uptime) $file"
      case $file in
        */vmstat | */memory.stat)
          grep -E '^((nr_)?(in)?active_file|workingset_refault|pswp|pgmajfault|pgscan_(kswapd|direct) |allocstall|oom_kill)' "$file" ;;
        */meminfo) grep -E '^(MemTotal|MemFree|MemAvailable|Cached|AnonPages|Swap(Total|Free))' "$file" ;;
        *) cat "$file" ;;
      esac
    done
  done >> /files/samples.log &)
}

# ---- The scenario, and what is left of it ----

printf '{"event":"boot","release":"%s","version":"%s","wallSeconds":%s,"uptimeSeconds":%s,"memTotalKiB":%s}\n' \
  "$(uname -r)" "$(uname -v)" "$(date +%s)" "$(cut -d' ' -f1 /proc/uptime)" \
  "$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' /proc/meminfo)"
. /lab/scenario.sh
sleep 1

# Whose limit was reached and where somebody was killed is counted by the kernel apart from its log.
find "$root" -mindepth 1 -type d | while read -r each; do
  if [ "$cgroup" = 1 ]; then
    kills=$(sed -n 's/^oom_kill //p' "$each/memory.oom_control") hits=$(cat "$each/memory.failcnt") stalled=0
  else
    kills=$(sed -n 's/^oom_kill //p' "$each/memory.events.local") hits=$(sed -n 's/^oom //p' "$each/memory.events.local")
    stalled=$(sed -n 's/^full.*total=//p' "$each/memory.pressure")
  fi
  printf '{"event":"counters","cgroup":"%s","hits":%s,"kills":%s,"stalledMicroseconds":%s}\n' \
    "${each#"$root"}" "${hits:-0}" "${kills:-0}" "${stalled:-0}"
done
timeout 2 cat /dev/kmsg > /files/kmsg.log 2> /dev/null
dmesg=/usr/bin/dmesg
$dmesg > /files/dmesg.txt
for form in T x r J; do $dmesg -$form > /files/dmesg-$form.txt; done
$dmesg --time-format iso > /files/dmesg-iso.txt
cat /proc/meminfo > /files/meminfo.txt
cat /proc/pressure/memory > /files/pressure.txt
printf '{"event":"finished","oomKills":%s,"stalledMicroseconds":%s}\n' \
  "$(sed -n 's/^oom_kill //p' /proc/vmstat)" "$(sed -n 's/^full.*total=//p' /proc/pressure/memory)"
tar -c -C /files . > /dev/vdb
sync
poweroff -f
