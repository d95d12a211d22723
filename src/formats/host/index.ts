import type { DocumentFormat } from '../../model/reader.ts'
import { cgroupFileReader } from './cgroup-file.ts'
import { cgroupList } from './cgroup-list.ts'
import { date, timedatectl, uptime } from './date.ts'
import { free } from './free.ts'
import { hostMemory } from './host-memory.ts'
import { bootId, hostname, hostnamectl, instanceId, uname } from './identity.ts'
import { meminfo } from './meminfo.ts'
import { pressure } from './pressure.ts'
import { prowJob } from './prow-job.ts'
import { fileOf, type HostReader } from './reader.ts'
import { sectionsOf } from './sections.ts'
import { slabinfo, slabtop } from './slab.ts'
import { swaps } from './swaps.ts'
import { vmstat } from './vmstat.ts'
import { buddyinfo, zoneinfo } from './zones.ts'

const READERS: readonly HostReader[] = [
  meminfo,
  vmstat,
  pressure,
  cgroupFileReader,
  zoneinfo,
  buddyinfo,
  slabinfo,
  slabtop,
  swaps,
  free,
  hostMemory,
  bootId,
  hostname,
  hostnamectl,
  instanceId,
  uname,
  date,
  timedatectl,
  uptime,
  prowJob,
]

/** What machines say of themselves at the moment of collection: files of /proc and /sys, and small commands. */
export const hostFiles: readonly DocumentFormat[] = [...READERS.map(fileOf), sectionsOf(READERS), cgroupList]
