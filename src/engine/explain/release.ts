/** Whether a kernel is older than a version, by `uname -r`; null where that is not known. */
export function isOlderThan(release: string | null, major: number, minor: number): boolean | null {
  const match = /^(\d{1,3})\.(\d{1,3})/.exec(release ?? '')
  if (!match) return null
  const [, a, b] = match
  return Number(a) < major || (Number(a) === major && Number(b) < minor)
}
