export const CONTAINER_LIMIT_80 = `Container cart of pod shop/cart-7d9f6c5b4-x2x9z reached its own memory limit of
512 MiB, and the kernel killed java (pid 4242).
bundle.tar; captured at or after 2026-03-14 02:20:00 UTC; node node-3 (kernel
6.1.0-28-amd64, cgroup v2, 15.6 GiB RAM, clock 47 s ±1 s ahead of the API
server's)

i1 2026-03-14 02:11:07.25 UTC ±0.5 s: memory cgroup OOM: the container reached
    its own limit
  Ran out     container cart of pod shop/cart-7d9f6c5b4-x2x9z: limit 512 MiB,
              usage 512 MiB, on node node-3
  Died        java (pid 4242) in container cart of pod
                shop/cart-7d9f6c5b4-x2x9z: anon RSS 480 MiB, oom_score_adj 968
  Asked       C2 CompilerThre (pid 4260): oom_score_adj 968; asked last, which
              does not make it the one to blame
  Used it up  container cart, 480 MiB
              anonymous memory (heap) is 94 % of what the container used
  Before it   thrashing t1 for 41 s (likely; see below)
  Why         container-limit (certain): the limit that was hit is the
                container’s own, and its heap makes up the usage
                [node/dmesg.txt:341, node/dmesg.txt:344-371, 1 more]
  Do          Raise the memory limit, or make the heap smaller
                container cart of Deployment shop/cart: 512Mi → more than 512Mi
                the working set reached the limit three times in an hour
                Will not help: more memory on the node, or another node: the
                  limit goes with the pod
  Number      limit 512 MiB at the kill, the same in the spec; needed at least
              512 MiB
  Memory      of the cgroup, 512 MiB in all
              anon         480 MiB  94 %  #######################
              kernel         6 MiB   1 %
              file           1 MiB  <1 %
              unaccounted   25 MiB   5 %  #
  Proof       node/dmesg.txt:371
                Memory cgroup out of memory: Killed process 4242 (java)
                total-vm:2915320kB, anon-rss:491520kB, file-rss:1024kB, shmem-r…
              node/dmesg.txt:337-371
              pods.yaml:98  reason: OOMKilled

Thrashing
  t1 2026-03-14 02:10:26 UTC ±0.5 s to 2026-03-14 02:11:07 UTC ±0.5 s, 41 s, one
    cgroup on node-3: file thrashing (the working set was dropped and read
    again), likely; it ended with a kill; strongest signal psi-memory-full, 63 %
    of the time
    /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod3c1f5a52_
    8d1e_4b7e_9a55_0f3b1c2d4e5f.slice/cri-containerd-8a31f0c2d4e6.scope
    An alert on PSI memory full of 10 % or more for 5 s would have fired at
      2026-03-14 02:10:31 UTC ±0.5 s, 36 s before the kill.
    psi-memory-full up to 63 % of the time [node/pressure.txt:12-53]

Repeats
  g1 memcg of container cart of deployment cart in namespace shop: 3 incidents,
    i1 to i3
  When        2026-03-14 02:11:07 to 02:21:29 UTC; about 5 min 11 s apart (5 min
              to 5 min 22 s)
  Died        java
  Memory      256 MiB (2×), 512 MiB, usage of the cgroup
  Limit       256 MiB (2×), 512 MiB
  Lived       ?, 4 min 48 s, 5 min 2 s
  Cause       container-limit
  Growth      growing (likely)
  Reading     usage at the kill went up with the limit

Contradictions
  the kernel log says that the limit was 512 MiB
    But: the spec says 1Gi [node/dmesg.txt:341, pods.yaml:52]
    Settled by: the deployment’s history: the limit was changed after the kill

Healthy
  page cache at work on the node: MemAvailable low, pressure near zero
    [node/meminfo.txt:3]

First five minutes
  1. Was the container OOMKilled, also in its last state?
     ✓ yes: container cart ended with OOMKilled, exit code 137 [pods.yaml:98]
  2. Did other pods fail in the same span?
     ? unknown: only one pod is in the bundle
     Run:
       kubectl get pods --all-namespaces --field-selector spec.nodeName=node-3 -o yaml > pods-of-node-3.yaml
  3. Did the node itself run out?
     - no: the kernel log covers the time and has no global OOM
       [node/dmesg.txt:1-406]

Missing
  memory.events of the container
    Would settle: how often the limit was hit before
    Run:
      kubectl exec -n shop cart-7d9f6c5b4-x2x9z -c cart -- cat /sys/fs/cgroup/memory.events

Problems
  warning ZONE_ASSUMED: syslog prints no time zone; UTC was assumed
    [node/syslog:1]
    Give the zone with --timezone.

Read 2 files, 618 lines.
`

export const GLOBAL_80 = `Node node-1 ran out of memory; the kernel killed php-fpm, but backup-agent holds
most of it.
dmesg.txt; capture time not in the evidence; node node-1 (15.6 GiB RAM)

i1 22.51 s after boot: node OOM (global): the node itself could not give the
    memory
  Ran out     node node-1, as a whole
  Died        php-fpm (pid 901): anon RSS 400 MiB, oom_score_adj 1000
              php-fpm (pid 902): was exiting already
  Asked       kworker/0:1: oom_score_adj 0; asked last, which does not make it
              the one to blame
  Used it up  service backup-agent.service, 11 GiB
              the largest holder, and outside of kubepods
  Why         host-daemon (likely): backup-agent holds 11 GiB outside of any pod
                [dmesg.txt:120-180]
              node-overcommit (possible): limits are above allocatable
  Do          Cap the daemon with MemoryMax=
                backup-agent.service on node-1: to 2G
                it is the largest holder
                Will not help: raising the limit of php-fpm: no limit was
                  reached
  Memory      of the node, 15.6 GiB in all
              anon                12.5 GiB  80 %  ###################
              slab unreclaimable  1.56 GiB  10 %  ##
              shmem                200 MiB   1 %
              free                 180 MiB   1 %
              file                 100 MiB  <1 %
              slab reclaimable      50 MiB  <1 %
              2 smaller parts       50 MiB  <1 %
              unaccounted         1020 MiB   6 %  ##
              The RSS of the 120 processes adds up to 31.3 GiB, more than the
              15.6 GiB of RAM: pages that processes share are counted once for
              each. It is no usage.
  Proof       dmesg.txt:190
                [   22.510000] Out of memory: Killed process 901 (php-fpm)
                total-vm:812345kB
              dmesg.txt:100-190
  Incomplete: the kernel report is cut: the ring buffer no longer held all of it
              when the log was taken

Read 1 file, 190 lines.
`

export const NO_INCIDENT_40 = `No memory kill was seen.
bundle.tar; capture time not in the
evidence; node node-1 (kernel
6.1.0-28-amd64, cgroup v2, 15.6 GiB
RAM); node node-2 (kernel
6.1.0-28-amd64, cgroup v2, 15.6 GiB RAM)

What was looked at
  No OOM kill in the kernel log of node
    node-1 from 2026-03-14 00:00:00 UTC
    ±0 s to 2026-03-14 06:00:00 UTC
    ±0 s.
  No kernel log of node node-2 with a
    known span: its silence proves
    nothing.
  Outside these spans nothing is known.
  1 problem below may have hidden
    something.

Problems
  warning REPORTS_SUPPRESSED: 12 lines
    were suppressed by the kernel
    [dmesg.txt:77]

Read 0 files, 0 lines.
`

export const CONTAINER_LIMIT_40 = `Container cart of pod
shop/cart-7d9f6c5b4-x2x9z reached its
own memory limit of 512 MiB, and the
kernel killed java (pid 4242).
bundle.tar; captured at or after
2026-03-14 02:20:00 UTC; node node-3
(kernel 6.1.0-28-amd64, cgroup v2,
15.6 GiB RAM, clock 47 s ±1 s ahead of
the API server's)

i1 2026-03-14 02:11:07.25 UTC ±0.5 s:
    memory cgroup OOM: the container
    reached its own limit
  Ran out
    container cart of pod
    shop/cart-7d9f6c5b4-x2x9z: limit
    512 MiB, usage 512 MiB, on node
    node-3
  Died
    java (pid 4242) in container cart of
      pod shop/cart-7d9f6c5b4-x2x9z:
      anon RSS 480 MiB, oom_score_adj
      968
  Asked
    C2 CompilerThre (pid 4260):
    oom_score_adj 968; asked last, which
    does not make it the one to blame
  Used it up
    container cart, 480 MiB
    anonymous memory (heap) is 94 % of
    what the container used
  Before it
    thrashing t1 for 41 s (likely; see
    below)
  Why
    container-limit (certain): the limit
      that was hit is the container’s
      own, and its heap makes up the
      usage [node/dmesg.txt:341,
      node/dmesg.txt:344-371, 1 more]
  Do
    Raise the memory limit, or make the
      heap smaller
      container cart of Deployment
        shop/cart: 512Mi → more than
        512Mi
      the working set reached the limit
        three times in an hour
      Will not help: more memory on the
        node, or another node: the limit
        goes with the pod
  Number
    limit 512 MiB at the kill, the same
    in the spec; needed at least 512 MiB
  Memory
    of the cgroup, 512 MiB in all
    anon         480 MiB  94 %  ########
    kernel         6 MiB   1 %
    file           1 MiB  <1 %
    unaccounted   25 MiB   5 %
  Proof
    node/dmesg.txt:371
      Memory cgroup out of memory:
      Killed process 4242 (java) total-…
    node/dmesg.txt:337-371
    pods.yaml:98  reason: OOMKilled

Thrashing
  t1 2026-03-14 02:10:26 UTC ±0.5 s to
    2026-03-14 02:11:07 UTC ±0.5 s,
    41 s, one cgroup on node-3: file
    thrashing (the working set was
    dropped and read again), likely; it
    ended with a kill; strongest signal
    psi-memory-full, 63 % of the time
    /kubepods.slice/kubepods-burstable.
    slice/kubepods-burstable-
    pod3c1f5a52_8d1e_4b7e_9a55_
    0f3b1c2d4e5f.slice/cri-containerd-
    8a31f0c2d4e6.scope
    An alert on PSI memory full of 10 %
      or more for 5 s would have fired
      at 2026-03-14 02:10:31 UTC ±0.5 s,
      36 s before the kill.
    psi-memory-full up to 63 % of the
      time [node/pressure.txt:12-53]

Repeats
  g1 memcg of container cart of
    deployment cart in namespace shop: 3
    incidents, i1 to i3
  When
    2026-03-14 02:11:07 to 02:21:29 UTC;
    about 5 min 11 s apart (5 min to
    5 min 22 s)
  Died
    java
  Memory
    256 MiB (2×), 512 MiB, usage of the
    cgroup
  Limit
    256 MiB (2×), 512 MiB
  Lived
    ?, 4 min 48 s, 5 min 2 s
  Cause
    container-limit
  Growth
    growing (likely)
  Reading
    usage at the kill went up with the
    limit

Contradictions
  the kernel log says that the limit was
    512 MiB
    But: the spec says 1Gi
      [node/dmesg.txt:341, pods.yaml:52]
    Settled by: the deployment’s
      history: the limit was changed
      after the kill

Healthy
  page cache at work on the node:
    MemAvailable low, pressure near zero
    [node/meminfo.txt:3]

First five minutes
  1. Was the container OOMKilled, also
     in its last state?
     ✓ yes: container cart ended with
       OOMKilled, exit code 137
       [pods.yaml:98]
  2. Did other pods fail in the same
     span?
     ? unknown: only one pod is in the
       bundle
     Run:
       kubectl get pods --all-namespaces --field-selector spec.nodeName=node-3 -o yaml > pods-of-node-3.yaml
  3. Did the node itself run out?
     - no: the kernel log covers the
       time and has no global OOM
       [node/dmesg.txt:1-406]

Missing
  memory.events of the container
    Would settle: how often the limit
      was hit before
    Run:
      kubectl exec -n shop cart-7d9f6c5b4-x2x9z -c cart -- cat /sys/fs/cgroup/memory.events

Problems
  warning ZONE_ASSUMED: syslog prints no
    time zone; UTC was assumed
    [node/syslog:1]
    Give the zone with --timezone.

Read 2 files, 618 lines.
`
