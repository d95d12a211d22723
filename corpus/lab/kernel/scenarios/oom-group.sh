# memory.oom.group kills three at once
# One worker of a container grew past its limit, and all three were killed with it. It is one act of killing, though the kernel
# names the first victim twice.
#: kind memcg
#: dies nginx
#: qemu -m 256
pod burstable web
container nginx 64
echo 1 > "$box/memory.oom.group"
run nginx "$box" 968 anon:8 hold &
run nginx "$box" 968 anon:8 hold &
holds nginx 8
run nginx "$box" 968 grow:80:20
wait
