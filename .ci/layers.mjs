// Executes the layer table: fails on a forbidden import, and on having looked at nothing.

import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const options = await extractOptions('./.dependency-cruiser.cjs')
const resolving = { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] }
const tsConfig = extractTypeScript('tsconfig.json')
const { output } = await cruise(['src', 'grammars'], options, resolving, { tsConfig })
const { totalCruised, violations } = output.summary
const broken = violations.filter(({ rule }) => rule.severity === 'error')

for (const { rule, from, to } of broken) process.stdout.write(`${rule.name}: ${from} -> ${to}\n`)
process.stdout.write(`layers: ${totalCruised} modules, ${broken.length} violations\n`)
if (totalCruised === 0 || broken.length > 0) process.exitCode = 1
