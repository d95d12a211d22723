// A test runner for Stryker that loads the sources and the tests once in each process, and then only runs them: a mutant
// costs what its tests cost. Vitest would load every module again for each mutant, which takes seconds.
import './hooks.mjs'
import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { declared, declareIn } from './vitest-stand-in.mjs'

/** The tests that judge engine and rules: their own, and every case of the corpus. */
const JUDGES = ['test/engine/**/*.test.ts', 'test/rules/**/*.test.ts', 'test/corpus/{rules,corpus}.test.ts']

const PASSED = 0
const FAILED = 1

/** Where Stryker's instrumented sources look for the mutant to be, and count what they reach. */
const shared = {}
globalThis.__stryker__ = shared

/** The suites whose hooks have run since the mutant changed. */
const begun = new Set()

async function failureOf({ run, suite }) {
  try {
    if (!begun.has(suite)) {
      for (const hook of suite.before) await hook()
      begun.add(suite)
    }
    await run()
    return null
  } catch (error) {
    return String(error?.message ?? error).slice(0, 500)
  }
}

class LoadedTests {
  #times = new Map()
  /** How often a test killed a mutant of a file: the likeliest is asked first. */
  #kills = new Map()

  capabilities() {
    return { reloadEnvironment: false }
  }

  /** Only when the first mutant is known, since it may change what runs while modules load. */
  async #load() {
    if (declared.length > 0) return
    // A counterexample kills as well as the smallest one.
    fc.configureGlobal({ endOnFailure: true })
    for (const path of globSync(JUDGES).toSorted()) {
      declareIn(path)
      await import(pathToFileURL(path).href)
    }
  }

  async #timed(each) {
    const start = performance.now()
    const failureMessage = await failureOf(each)
    this.#times.set(each.id, performance.now() - start)
    return failureMessage
  }

  async dryRun() {
    await this.#load()
    const tests = []
    for (const each of declared) {
      // What a suite does before its tests belongs to each of them.
      begun.delete(each.suite)
      shared.currentTestId = each.id
      const failureMessage = await this.#timed(each)
      shared.currentTestId = undefined
      const result = { id: each.id, name: each.title, fileName: each.file, timeSpentMs: this.#times.get(each.id) }
      tests.push(
        failureMessage === null ? { ...result, status: PASSED } : { ...result, status: FAILED, failureMessage },
      )
    }
    return { status: 'complete', tests, mutantCoverage: shared.mutantCoverage }
  }

  #inOrder(testIds, file) {
    const wanted = testIds && new Set(testIds)
    const kills = this.#kills.get(file)
    const cost = ({ id }) => (this.#times.get(id) ?? 0) / (1 + 4 * (kills?.get(id) ?? 0))
    return declared.filter(({ id }) => !wanted || wanted.has(id)).toSorted((a, b) => cost(a) - cost(b))
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }) {
    begun.clear()
    Object.assign(shared, { hitCount: 0, hitLimit, activeMutant: activeMutant.id })
    await this.#load()
    let nrOfTests = 0
    try {
      for (const each of this.#inOrder(testFilter, sandboxFileName)) {
        nrOfTests += 1
        const failureMessage = await this.#timed(each)
        if (shared.hitCount > hitLimit) return { status: 'timeout', reason: 'hit limit' }
        if (failureMessage === null) continue
        const kills = this.#kills.get(sandboxFileName) ?? new Map()
        this.#kills.set(sandboxFileName, kills.set(each.id, (kills.get(each.id) ?? 0) + 1))
        return { status: 'killed', killedBy: [each.id], failureMessage, nrOfTests }
      }
      return { status: 'survived', nrOfTests }
    } finally {
      shared.activeMutant = undefined
    }
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'loaded', injectableClass: LoadedTests }]
