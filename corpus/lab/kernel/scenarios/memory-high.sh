# A container is throttled at memory.high before it is killed
# Somebody lowered memory.high of a container to less than the files that it works with. Half a minute later it took memory up
# to memory.max and was killed. There must be a window of that cgroup, and the node must not be said to thrash.
#: kind memcg
#: dies report-gen
#: thrashes cgroup
#: qemu -m 256
#: bundle dmesg.txt samples.log
pod burstable report
container gen 96
sample 1 "$box/memory.current" "$box/memory.high" "$box/memory.events" "$box/memory.pressure" "$box/memory.stat" \
  /proc/pressure/memory /proc/vmstat
run report-gen "$box" 968 anon:16 read:/data/index:0:48 read:/data/index:45:48 grow:100:10 &
sleep 12
echo 56M > "$box/memory.high"
sleep 35
echo max > "$box/memory.high"
wait $!
