# The kernel is set to panic when the node runs out
# With vm.panic_on_oom=1 nobody is killed. There is no victim, and it must not be reported as a kill.
#: kind panic
#: qemu -m 256
#: bundle serial.log
echo 1 > /proc/sys/vm/panic_on_oom
pod burstable web
container httpd
run httpd "$box" 900 grow:400:5
