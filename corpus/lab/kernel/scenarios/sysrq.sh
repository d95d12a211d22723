# Somebody asked for a kill
# A SysRq-F killed a job on a node with more than half of its memory free. It is no shortage of memory.
#: kind sysrq
#: dies batch-job
#: qemu -m 256
pod besteffort batch
container job
run batch-job "$box" 1000 anon:40 hold &
holds batch-job 40
echo f > /proc/sysrq-trigger
wait
