/** Commands of the pages and of the helps that no test runs, by the reason. */
export const NOT_RUN: Readonly<Record<string, readonly string[]>> = {
  'it reads the kernel log of the machine, which is not for a test to read': [
    'dmesg > dmesg.txt',
    'journalctl -k -b all --no-pager -o short-iso-precise > kernel.txt',
    "journalctl -u kubelet --since '-6 hours' --no-pager -o short-iso-precise > kubelet.txt",
    'journalctl -k -o short-iso | oomlens analyze -',
    'journalctl -k -o short-iso | oomlens view -',
  ],
  'test/cli/collect.test.ts runs the script, on files of its own instead of those of the machine': [
    'sudo sh collect.sh',
    'sh collect.sh -s 0 -n shop',
    'oomlens collect | ssh root@worker-3 sh -s -- -s 600',
    'oomlens collect | ssh root@NODE sh -s -- -s 0',
  ],
  'it needs a cluster': [
    'kubectl get pods -A -o json > pods.json',
    'kubectl get events -A -o json > events.json',
    'kubectl get nodes -o json > nodes.json',
    'kubectl describe nodes > describe-nodes.txt',
    'kubectl -n shop set resources deployment payments-api -c app --limits=memory=192Mi',
    'kubectl -n kube-system set resources daemonset log-agent -c app --requests=memory=200Mi --limits=memory=400Mi',
    'kubectl debug node/NODE --profile=sysadmin --image=busybox -- sleep 600',
    'kubectl exec POD -- chroot /host journalctl -k -b all --no-pager -o short-iso-precise > kernel.txt',
    'kubectl exec POD -- chroot /host journalctl -u kubelet --since -6h --no-pager -o short-iso-precise > kubelet.txt',
    'kubectl exec POD -- cat /host/var/lib/waagent/logcollector/logs.zip > aks_logs.zip',
    'kubectl delete pod POD',
    'oc adm must-gather',
    'oc adm node-logs NODE --since=-6h > journal.txt',
    'oc debug node/NODE -- chroot /host journalctl -k -b all --no-pager -o short-iso-precise > kernel.txt',
    'talosctl -n NODE dmesg > dmesg.txt',
    'talosctl -n NODE logs kubelet > kubelet.log',
    'talosctl -n NODE read /proc/pressure/memory > pressure.txt',
    'talosctl -n NODE support --no-encryption',
  ],
  'it needs an account of a cloud, or the network': [
    'curl -O https://raw.githubusercontent.com/awslabs/amazon-eks-ami/main/log-collector-script/linux/eks-log-collector.sh',
    'sudo bash eks-log-collector.sh',
    'gcloud compute instances get-serial-port-output NODE --zone ZONE > serial.txt',
    `gcloud logging read 'resource.type="k8s_node" AND resource.labels.node_name="NODE"' --freshness 1d --format json > node.json`,
    `aws batch submit-job --job-name fleet --job-queue q --job-definition oomlens --array-properties size=8 --container-overrides 'command=["oomlens","fleet","/data/bundles","-o","/data/out","--shards","8"]'`,
  ],
  'it needs Slurm; npm run fleet:slurm runs the script on one': [
    'sbatch slurm.sbatch /shared/bundles /shared/out',
    'sbatch --array=0-31 slurm.sbatch /shared/bundles /shared/out',
  ],
  'it is endless': ['while sleep 1; do date -Is; cat /proc/pressure/memory /proc/pressure/io; done >> pressure.log'],
  'it is what brought this test here, or would start it again': [
    'npm ci',
    'npm run check',
    'UPDATE=1 npx vitest run --dir test test/grammars/docs',
    'UPDATE=1 npx vitest run --dir test/corpus corpus',
  ],
  'it measures for many minutes': [
    'npm run bench -- --write --large',
    "npm run mutate -- --mutate 'src/rules/**/*.ts'",
    "npm run mutate -- --mutate 'src/engine/killer/**/*.ts'",
  ],
  'test/fuzz/changes.test.ts runs the same targets for some inputs': [
    'npm run fuzz -- --list',
    "npm run fuzz -- --only '^records csv' --executions 2000 --seconds 5 --out out/fuzz",
    'npm run fuzz -- --sum --out out/fuzz',
    "npm run fuzz -- --only '^(grammars|envelopes|joins|messages) ' --executions 100000 --seconds 30 --seed 1001 --out out/fuzz",
    "npm run fuzz -- --only '^(documents|excerpts|records)' --executions 20000 --seconds 10 --seed 3001 --out out/fuzz",
    "npm run fuzz -- --only '^(lines|any|archives|damage|same|analyze|redaction|series|saved)' --executions 20000 --seconds 10 --seed 3001 --out out/fuzz",
  ],
  'it would build what is being tested': ['npm run build'],
  'it shows the changes of whoever types it': ['git diff --stat corpus'],
  'the shell takes it in test/cli/completion': ['source <(oomlens completion zsh)'],
}

export const notRun = (command: string): string | null =>
  Object.entries(NOT_RUN).find(([, commands]) => commands.includes(command))?.[0] ?? null
