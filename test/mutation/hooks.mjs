// Loads the sources and their tests as they are: types are stripped, and `vitest` is the stand-in.
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

const STAND_IN = new URL('./vitest-stand-in.mjs', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'vitest' && context.parentURL !== STAND_IN ? next(STAND_IN, context) : next(specifier, context)
  },
  // Node strips types by itself, but not below node_modules, where Stryker keeps its copy of the project.
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context)
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'))
    return { format: 'module', source, shortCircuit: true }
  },
})
