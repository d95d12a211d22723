/** Lines of killers, and of systemd about what they did, as rsyslog stores them. */

export const KILL =
  'Killed /batch.slice/index.service due to memory pressure for /batch.slice being 24.15% > 20.00% for > 10s with reclaim activity'
export const SENT = 'sending SIGTERM to process 260 uid 0 "ruby": badness 1095, VmRSS 624 MiB'

export const at = (time: string, program: string, ...lines: readonly string[]): string =>
  lines.map(line => `2026-10-07T${time}.000000+00:00 web-07 ${program}[232]: ${line}\n`).join('')
export const oomd = (time: string, ...lines: readonly string[]): string => at(time, 'systemd-oomd', ...lines)
export const earlyoom = (time: string, ...lines: readonly string[]): string => at(time, 'earlyoom', ...lines)
export const systemd = (time: string, ...lines: readonly string[]): string => at(time, 'systemd', ...lines)

export const killedByKernel = (unit: string): string =>
  `${unit}: A process of this unit has been killed by the OOM killer.`
export const killedByOomd = (unit: string): string => `${unit}: systemd-oomd killed 1 process(es) in this unit.`
export const failed = (unit: string): string => `${unit}: Failed with result 'oom-kill'.`
