// Loads the sources and their tests as they are: types are stripped, `vitest` is the stand-in, and what was read is remembered.
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const STAND_IN = new URL('./vitest-stand-in.mjs', import.meta.url).href

function standInFor(specifier) {
  if (specifier === 'vitest') return STAND_IN
  // In the copy of the project, whose sources it has to share; this file may be the original's.
  return specifier.endsWith('/lines/read-member.ts') ? pathToFileURL('test/mutation/remembered.mjs').href : null
}

registerHooks({
  resolve(specifier, context, next) {
    const standIn = standInFor(specifier)
    return next(standIn === null || context.parentURL === standIn ? specifier : standIn, context)
  },
  // Node strips types by itself, but not below node_modules, where Stryker keeps its copy of the project.
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context)
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'))
    return { format: 'module', source, shortCircuit: true }
  },
})
