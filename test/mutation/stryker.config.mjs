// `npm run mutate`, outside of CI: docs/mutation.md says what for and with which result.
const CACHE = 'node_modules/.cache/stryker'

// biome-ignore lint/style/noDefaultExport: Stryker asks for one
export default {
  testRunner: 'loaded',
  plugins: ['./test/mutation/runner.mjs'],
  coverageAnalysis: 'perTest',
  mutate: ['src/{engine,rules}/**/*.ts'],
  // Wording is compared whole in the golden reports, which any change of a sentence would fail: such a mutant says nothing.
  mutator: { excludedMutations: ['StringLiteral'] },
  // What runs while modules load costs a process for each mutant: `--ignoreStatic false` for a few files.
  ignoreStatic: true,
  disableTypeChecks: false,
  tempDirName: `${CACHE}/sandbox`,
  ignorePatterns: ['dist', 'docs/pictures', 'test/fleet', 'test/tui', 'test/page'],
  concurrency: 2,
  timeoutMS: 20_000,
  incremental: true,
  incrementalFile: `${CACHE}/incremental.json`,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `${CACHE}/report.json` },
  allowEmpty: true,
}
