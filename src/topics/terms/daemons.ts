import type { Term } from './term.ts'

/** Killers outside the kernel. */
export const daemonTerms: readonly Term[] = [
  {
    name: 'systemd-oomd',
    title: "systemd's killer by pressure and swap",
    aliases: ['oomd', 'ManagedOOMMemoryPressure', 'SwapUsedLimit'],
    text: "A daemon that kills a whole cgroup when the pressure of a watched one stays above `ManagedOOMMemoryPressureLimit=`, or swap and memory use are above `SwapUsedLimit=`. It acts before the kernel would; the kernel's log has no report of it. The older `oomd` is a program of its own that works alike.",
    sources: ['man 8 systemd-oomd', 'man 5 oomd.conf'],
  },
  {
    name: 'earlyoom',
    title: 'a killer by available memory and swap',
    aliases: [],
    text: 'A daemon that sends SIGTERM to the process with the highest `oom_score` when both available memory and free swap are below a percentage, by default 10, and SIGKILL below half of that. It logs `low memory!` and whom it sends which signal.',
    sources: ['https://github.com/rfjakob/earlyoom'],
  },
  {
    name: 'lmkd',
    title: "Android's killer",
    aliases: ['lowmemorykiller'],
    text: 'The low memory killer daemon ends apps by their importance when pressure is high, before the kernel runs out. Old kernels did it by themselves, in the driver `lowmemorykiller`.',
    sources: ['https://source.android.com/docs/core/perf/lmkd'],
  },
]
