import type { OomSeen } from '../../model/node-log.ts'

/** What a line without an ID says of whom and when; null where an ID or a pid tells, or no time. */
function keyOf({ by, title, stamp, node, pid, subject: { pod, container } }: OomSeen): string | null {
  if (pid !== null || container?.id != null || stamp.wall === null) return null
  return JSON.stringify([by, title, stamp.wall.epochMs, node, pod, container?.name])
}

/** The same lines without those that a copy of their file says again. One file says twice what happened twice. */
export function onceSeen(lines: readonly OomSeen[]): readonly OomSeen[] {
  const paths = new Map<string, string>()
  return lines.filter(line => {
    const key = keyOf(line)
    const [{ path }] = line.evidence
    if (key === null || paths.get(key) === path) return true
    if (paths.has(key)) return false
    paths.set(key, path)
    return true
  })
}
