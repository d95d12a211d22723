# A NUMA node runs out, the machine does not
# A container may use NUMA node 1 only, and filled it, while node 0 stayed free. It must not be a shortage of the whole machine,
# and no limit was reached.
#: kind cpuset
#: dies analytics
#: qemu -m 512 -object memory-backend-ram,id=m0,size=384M -object memory-backend-ram,id=m1,size=128M -numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1
pod guaranteed analytics
container worker 512
echo 1 > "$box/cpuset.mems"
run analytics "$box" -997 grow:200:5
