/** A log of three nodes whose every line is an event: `count` of them, 0.7 s apart. */
export function eventLog(count: number): string {
  const begin = Date.UTC(2026, 2, 1)
  const lines = Array.from({ length: count }, (_, at) => {
    const wall = new Date(begin + at * 700).toISOString().replace('Z', '+00:00')
    const boot = (1000 + at * 0.7).toFixed(6)
    return `${wall} node-${1 + (at % 3)} kernel: [${boot}] oom_reaper: reaped process ${1000 + at} (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB\n`
  })
  return lines.join('')
}
