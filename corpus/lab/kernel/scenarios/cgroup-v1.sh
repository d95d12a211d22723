# A container limit on cgroup v1
# The only process of a container reached the 64 MiB of its memory cgroup, in the paths of the cgroupfs driver.
#: kind memcg
#: dies node
#: qemu -m 256
#: append lab_cgroup=1
pod burstable shop-api
container api 64
run node "$box" 968 grow:80:20
