# A container leaks past its own limit
# The only process of a container reached the container's 64 MiB; the node had plenty. It must be the limit of that
# container, and must not blame the node.
#: kind memcg
#: dies java
#: qemu -m 256
pod burstable payments-api
container app 64
run java "$box" 968 grow:80:20
