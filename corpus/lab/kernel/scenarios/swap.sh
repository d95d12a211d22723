# Memory and swap run out
# An indexer grew through the memory of the node and through all of its swap. The report must say that swap was there and full.
#: kind global
#: dies indexer
#: qemu -m 256
umount /data
mkswap /dev/vda > /dev/null
swapon /dev/vda
pod burstable index
container indexer
run indexer "$box" 900 grow:500:20
