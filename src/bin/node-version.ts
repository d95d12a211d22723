const NEEDED = 22

/** What to tell someone whose Node is too old; null when it will do. Runs on any Node, so it is written plainly. */
export function tooOld(version: string): string | null {
  const major = parseInt(version, 10)
  if (major >= NEEDED) return null
  return (
    'oomlens: needs Node ' +
    NEEDED +
    ' or newer, this is Node ' +
    version +
    '. ' +
    'Install a newer Node, or in a checkout use npx oomlens.'
  )
}
