# A pod's limit is reached by two containers
# The containers of a pod share 96 MiB. The sidecar asked for the last page, and the larger one was killed for its size. The
# scope is the pod, and the victim must not be called the one that grew.
#: kind memcg
#: dies cart-server
#: qemu -m 256 -smp 1
pod burstable cart 96
container app
run cart-server "$box" 900 anon:56 hold &
holds cart-server 56
container envoy
run envoy "$box" 900 grow:60:20 sleep:1
wait
