/** The layer table of docs/architecture.md, executed. Each layer may import itself, and what is listed. */
const may = {
  model: [],
  lines: ['model'],
  archives: ['model'],
  layouts: ['model'],
  formats: ['model'],
  engine: ['model'],
  rules: ['model'],
  topics: ['model', 'rules'],
  redact: ['model'],
  render: ['model'],
  page: ['model', 'render'],
  outputs: ['model', 'render'],
  fleet: ['model', 'render'],
  node: ['model', 'archives'],
  tui: ['model', 'render'],
  cli: [
    'model',
    'node',
    'outputs',
    'redact',
    'render',
    'rules',
    'topics',
    'fleet',
    'tui',
    'index.ts',
    'kit.ts',
    'version.ts',
  ],
  bin: ['cli'],
}
const layers = Object.entries(may).map(([layer, allowed]) => ({
  name: `${layer}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: '^src/',
    pathNot: `^src/(${[layer, ...allowed].map(name => (name.endsWith('.ts') ? `${name}$` : `${name}/`)).join('|')})`,
  },
}))
const shell = 'node/|cli/|tui/|bin/|page/'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'grammars-are-pure-syntax',
      severity: 'error',
      from: { path: '^grammars/' },
      to: { pathNot: '^grammars/|^node_modules/(@?chevrotain)' },
    },
    {
      name: 'only-formats-read-grammars',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/formats/' },
      to: { path: '^grammars/' },
    },
    {
      name: 'chevrotain-only-in-grammars',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^node_modules/@?chevrotain' },
    },
    {
      name: 'uplot-only-in-the-page',
      severity: 'error',
      from: { path: '^src/(?!page/)' },
      to: { path: '^node_modules/uplot' },
    },
    {
      name: 'core-has-no-io',
      severity: 'error',
      from: { path: `^(grammars|src/(?!${shell}))` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-never-calls-the-shell',
      severity: 'error',
      from: { path: `^src/(?!${shell})` },
      to: { path: `^src/(${shell})` },
    },
    ...layers,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
  },
}
