// What the tests import as `vitest` here: its own `expect`, and a `test` that only keeps what it is given.
export { expect } from 'vitest'

/** Tests in the order in which they were declared, each with the hooks of the suites around it. */
export const declared = []

let suite = { names: [], before: [], after: [] }
let file = ''

/** What is declared from now on stands in this file. */
export const declareIn = path => {
  file = path
}

const filled = (name, row) => {
  const args = Array.isArray(row) ? [...row] : [row]
  return name
    .replace(/\$(\w+)/g, (_, key) => String(row?.[key]))
    .replace(/%[sdifjo]/g, () => String(args.shift()).slice(0, 60))
}

const eachOf = declare => rows => (name, body) => {
  for (const row of rows) declare(filled(name, row), () => (Array.isArray(row) ? body(...row) : body(row)))
}

export function test(name, ...rest) {
  const run = rest.find(each => typeof each === 'function')
  // How long something takes says more of the machine than of the mutant.
  if (String(run).includes('performance.now()')) return
  const title = [file, ...suite.names, name].join(' > ')
  const twins = declared.filter(each => each.title === title).length
  declared.push({ id: twins === 0 ? title : `${title} #${twins + 1}`, title, file, run, suite })
}

export function describe(name, body) {
  const outer = suite
  suite = { names: [...outer.names, name], before: [...outer.before], after: [...outer.after] }
  body()
  suite = outer
}

test.each = eachOf(test)
describe.each = eachOf(describe)
export const it = test
export const beforeAll = hook => suite.before.push(hook)
export const afterAll = hook => suite.after.push(hook)
