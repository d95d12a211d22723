import { readFileSync } from 'node:fs'

/**
 * Memory that a process holds, in MiB: `VmRSS` of /proc/PID/status. Null where there is no /proc, and for a process that
 * ended. The limit of V8's heap does not count buffers, which is where archives are unpacked.
 */
export function residentMiB(pid: number | undefined): number | null {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kib === undefined ? null : Number(kib) / 1024
  } catch {
    return null
  }
}
