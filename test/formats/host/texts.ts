/** Small files of /proc and /sys, as kernels 5.10 to 6.12 print them, and of commands. */

export const MEMINFO = `MemTotal:         995344 kB
MemFree:           31684 kB
MemAvailable:      63688 kB
Buffers:            4380 kB
Cached:           540872 kB
Shmem:               228 kB
SwapTotal:        524284 kB
SwapFree:         524284 kB
HugePages_Total:       0
`

export const vmstatOf = (kills: number): string =>
  `nr_free_pages 217921\nnr_zone_inactive_anon 6353\npgpgin 132012\noom_kill ${kills}\npgmajfault 1204\n`

export const pressureOf = (avg: string, total = 19_091): string =>
  ['some', 'full'].map(word => `${word} avg10=${avg} avg60=${avg} avg300=${avg} total=${total}\n`).join('')

export const ZONEINFO = `Node 0, zone      DMA
  per-node stats
      nr_inactive_anon 6353
  pages free     2816
        boost    0
        min      154
        low      192
        high     230
        spanned  4095
        present  3998
        managed  3840
Node 0, zone    DMA32
  pages free     215105
        min      9897
        low      12371
        high     14845
        managed  244996
`

export const BUDDYINFO = `Node 0, zone      DMA      0      0      0      0      0      1      1      1      0      1      3 
Node 0, zone    DMA32     53     28    206    110     85     32     19      8      3      4    200 
`

export const SLABINFO = `slabinfo - version: 2.1
# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab> : tunables <limit> <batchcount> <sharedfactor> : slabdata <active_slabs> <num_slabs> <sharedavail>
bio-128               21     21    192   21    1 : tunables    0    0    0 : slabdata      1      1      0
dentry             15204  15204    192   21    1 : tunables    0    0    0 : slabdata    724    724      0
`

export const SLABTOP = ` Active / Total Objects (% used)    : 92922 / 94608 (98.2%)
 Active / Total Slabs (% used)      : 3324 / 3324 (100.0%)

  OBJS ACTIVE  USE OBJ SIZE  SLABS OBJ/SLAB CACHE SIZE NAME                   
 12000  12000 100%    0.62K   1000       12      8000K inode_cache            
   320    272  85%    2.00K     20       16       640K kmalloc-2k             
`

export const FREE = `               total        used        free      shared  buff/cache   available
Mem:          995344      207680      811540         228       95256      787664
Swap:         524284           0      524284
`

export const FREE_DE = `              gesamt       benutzt     frei      gemns.  Puffer/Cache verfügbar
Speicher:        972         169         849           0          49         802
Swap:              0           0           0
`

export const SWAPS = `Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority
/dev/vda2                               partition\t524284\t\t1024\t\t-2
`

export const HOSTNAMECTL = ` Static hostname: web-07
       Icon name: computer-vm
      Machine ID: 5f0c3a9be1d24c7788aa94d1e6b2f073
         Boot ID: 6dc102bffb2e411aa66bc3f7103af392
          Kernel: Linux 6.1.0-56-cloud-amd64
`

export const UNAME =
  'Linux web-07 6.1.0-56-cloud-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16) x86_64 GNU/Linux\n'

export const TIMEDATECTL = `               Local time: Wed 2026-10-07 10:31:25 CEST
           Universal time: Wed 2026-10-07 08:31:25 UTC
                 RTC time: Wed 2026-10-07 08:31:25
                Time zone: Europe/Berlin (CEST, +0200)
`

/** `grep . /sys/fs/cgroup/system.slice/*`. */
export const cgroupListOf = (kills: number): string =>
  [
    'system.slice/memory.current:577536',
    'system.slice/memory.max:max',
    'system.slice/memory.events:max 7',
    `system.slice/memory.events:oom_kill ${kills}`,
    'system.slice/memory.pressure:some avg10=0.00 avg60=0.00 avg300=0.00 total=0',
    'system.slice/memory.pressure:full avg10=0.00 avg60=0.00 avg300=0.00 total=0',
  ]
    .map(line => `/sys/fs/cgroup/${line}\n`)
    .join('')
