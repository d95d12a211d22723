/** Every kind of file that belongs into the package. */
const BELONGS: readonly RegExp[] = [
  /^(?:README|CHANGELOG)\.md$|^LICENSE$|^package\.json$/,
  /^dist\/bin\/oomlens\.js$/,
  /^dist\/cli\.js$/,
  /^dist\/cli\/[\w-]+\.js$/,
  /^dist\/(?:src|grammars)\/(?:[\w-]+\/)*[\w-]+(?:\.js|\.d\.ts)$/,
  /^dist\/man\/oomlens\.1$/,
  /^dist\/report\.schema\.json$/,
  /^dist\/THIRD-PARTY-LICENSES\.txt$/,
]

/** What the package is of no use without. */
const NEEDED: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'package.json',
  'dist/bin/oomlens.js',
  'dist/cli.js',
  'dist/cli/fleet-worker.js',
  'dist/src/index.js',
  'dist/src/index.d.ts',
  'dist/src/extend.js',
  'dist/src/extend.d.ts',
  'dist/src/node/index.js',
  'dist/src/node/index.d.ts',
  'dist/man/oomlens.1',
  'dist/report.schema.json',
  'dist/THIRD-PARTY-LICENSES.txt',
]

/** What belongs nowhere else than into the shell is bundled, and not there a second time. */
const BUNDLED = /^dist\/src\/(?:cli|tui|bin|page|fleet)\//

/** What is wrong with the list of files of a package, a line each. */
export const contentFaults = (files: readonly string[]): readonly string[] => [
  ...files.filter(file => !BELONGS.some(shape => shape.test(file))).map(file => `${file} is no file of a package`),
  ...files.filter(file => BUNDLED.test(file)).map(file => `${file} is in the bundle already`),
  ...NEEDED.filter(file => !files.includes(file)).map(file => `${file} is missing`),
]
