const WORDS = `
a about above account act active adj after against agent all alloc allocatable allocation already also an and anon any api app
apps archive archives are artifacts as asked at atop attempt available avg backoff back be because been before below beside best
besteffort boot booted bundle burstable bundles by cache cause cgroup cgroups change class cluster collect collected commands
condition config console container containers containerd control controller counter cpu cpus cpuset crash created cri crio cron csv
current daemon data default deleted describe details did died disk dmesg docker dump due dumped during each effort
encountered end ended env ephemeral error errors etc etcd event events evicted eviction evictionthresholdmet exceeded exceeds
excerpt exit exited export failed fail file files find for format free from get given global group guaranteed had has have heap held
high host human id if image in info init insufficient is issue it its java job journal journalctl json kern kernel kill killed
killer killing kind kmsg kube kubectl kubelet kubepods last later leave level lib limit limits line lines list liveness load local
log logs loop low lxc machine mail main manager max md mem memcg meminfo memory message messages met min monitor monotonic
mysqld name namespace namespaces nginx no node nodefs nodes none not now of old on one oom oomkilled oomlens open or order other
over page pages parse pending pid pids pod podruntime pods policy postgres pressure previous probe proc process processes profile
proto pulled pulling put python python3 ram reached read ready reason reclaim redis-server request requests resource restart
restarted restarting root rss ruby run running runtime samples sar scope serial server service services session shmem short
show since slab slabtop slice slub size some sos sosreport stack started starting state stats status stop stopped stopping
storage stress swap sync syslog sys system systemd task tasks text the them then this threshold time timeout times to top total
txt under unhealthy unix unknown until up usage used user using utc util v var verbose version victim vmstat volume warn warning
was were what when which while who will with worker workers yaml yml zone zoneinfo
amount assigned attempted attempting but bytes cgroupfs code completed containerstatusunknown eligible found garbage io
nodehasinsufficientmemory nodehassufficientmemory nodehasnomemorypressure memorypressure systemoom oomkilling only present quantity
required restored result rfc slices successfully syslog tar gz
`
/** Words that oomlens itself writes or that files of bundles are named by. A name that is one of them identifies nobody in prose. */
export const ORDINARY: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

export const isOrdinary = (name: string): boolean =>
  name.length < 2 || /^\d+$/.test(name) || ORDINARY.has(name.toLowerCase())

/** Whether all words of a text are ordinary, and no number in it is long enough to be an ID. */
export const allOrdinary = (text: string): boolean =>
  !/\d{9}/.test(text) &&
  text.split(/[^A-Za-z\u0080-\uffff]+/).every(word => word.length < 2 || ORDINARY.has(word.toLowerCase()))
