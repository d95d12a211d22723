/** What has to agree before a version is published. */
export interface Versions {
  /** Of package.json. */
  readonly manifest: string
  /** Of package-lock.json, which says it twice. */
  readonly lock: readonly (string | undefined)[]
  /** Of src/version.ts, which reports name. */
  readonly source: string
  readonly changelog: string
  /** The version tag of the commit; null where it has none, and nothing is published. */
  readonly tag: string | null
}

const KINDS: ReadonlySet<string> = new Set(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'])

interface Section {
  /** What stands in brackets. */
  readonly version: string
  readonly date: string | null
  readonly text: string
}

const sectionsOf = (changelog: string): readonly Section[] =>
  changelog
    .split(/^## /m)
    .slice(1)
    .map(section => {
      const [, version = '', date = null] = /^\[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$/m.exec(section) ?? []
      return { version, date, text: section.slice(section.indexOf('\n') + 1).trim() }
    })

function* changelogFaults(changelog: string): Generator<string> {
  const [first] = sectionsOf(changelog)
  if (first?.version !== 'Unreleased') yield 'CHANGELOG.md does not begin with [Unreleased]'
  for (const { version, text } of sectionsOf(changelog)) {
    if (version === '') yield 'CHANGELOG.md has a section that is not named [version]'
    for (const [, kind = ''] of text.matchAll(/^### (.+)$/gm))
      if (!KINDS.has(kind)) yield `CHANGELOG.md: ${kind} in ${version} is no kind of change`
  }
}

/** What does not agree, a line each. */
export function* versionFaults({ manifest, lock, source, changelog, tag }: Versions): Generator<string> {
  for (const each of lock) if (each !== manifest) yield `package-lock.json says ${each}, package.json ${manifest}`
  if (source !== manifest) yield `src/version.ts says ${source}, package.json ${manifest}`
  yield* changelogFaults(changelog)
  const sections = sectionsOf(changelog)
  const own = sections.find(({ version }) => version === manifest)
  if (!own?.text) yield `CHANGELOG.md says nothing of ${manifest}`
  if (tag === null) return
  if (tag !== `v${manifest}`) yield `the tag is ${tag}, package.json says ${manifest}`
  if (own && own.date === null) yield `CHANGELOG.md has no date for ${manifest}`
  if (sections.some(({ version, text }) => version === 'Unreleased' && text !== ''))
    yield 'CHANGELOG.md still has changes that are unreleased'
}
