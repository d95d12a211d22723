# Memory trouble that is no OOM kill
# The page cache took what was free, a container lived at its limit by giving up its cache, and somebody killed a process with
# SIGKILL. The kernel killed nobody.
#: kind none
#: qemu -m 192
#: bundle dmesg.txt samples.log
sample 1 /proc/pressure/memory /proc/meminfo /proc/vmstat
pod burstable reader
container reader 32
run reader "$box" 900 read:/data/index:0:48
run backup - 0 read:/data/index:0:96
pod burstable api
container api 64
run api "$box" 968 anon:32 hold &
sleep 3
send 9 api
wait
