# The node runs out, and the largest is spared
# An agent without a limit took what the node had; its oom_score_adj of -997 spared it, and a small web server died. The kill is
# of the node, and the victim's own size must not be blamed.
#: kind global
#: dies httpd
#: qemu -m 256 -smp 1
pod burstable web
container httpd
run httpd "$box" 900 anon:30 hold &
holds httpd 30
pod burstable log-agent
container agent
run agent "$box" -997 "grow:$(($(available) + 5)):10" sleep:1
wait
