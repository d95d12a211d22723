# A node thrashes on its files before it kills
# A search index no longer fitted beside a leak, and was read from a slow disk again and again, for half a minute. Then the leak
# took the rest, and was killed. There must be a window of the whole node before a global kill.
#: kind global
#: dies leaky-app
#: thrashes node
#: qemu -m 256
#: bundle dmesg.txt samples.log
sample 1 /proc/pressure/memory /proc/pressure/io /proc/meminfo /proc/vmstat
pod burstable search
container lucene
run lucene "$box" 800 read:/data/index:0:96 read:/data/index:45:96 &
run lucene "$box" 800 sleep:10 read:/data/index:35:96 &
run lucene "$box" 800 sleep:10 read:/data/index:35:96 &
sleep 10
pod burstable leaky
container app
run leaky-app "$box" 900 "anon:$(($(available) - 45))" sleep:25 grow:200:10
wait
