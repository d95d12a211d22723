import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rules } from '../../src/rules/index.ts'
import { folderOf, reportOfRuleCase, ruleCases } from './rule-cases.ts'

const idOf = (folder: string): string => {
  const rule = rules.find(({ id }) => folderOf(id) === folder)
  if (!rule) throw new Error(`corpus/rules/${folder} is of no rule`)
  return rule.id
}

test.each(ruleCases.filter(({ fires }) => fires))('$name: $about', async each => {
  const { incidents } = await reportOfRuleCase(each)
  const found = incidents.flatMap(({ causes }) => causes.filter(({ code }) => code === idOf(each.folder)))
  expect(found.map(({ confidence }) => confidence)).toContain(each.confidence)
})

test.each(ruleCases.filter(({ fires }) => !fires))('$name: $about', async each => {
  const { incidents } = await reportOfRuleCase(each)
  const codes = incidents.map(({ causes }) => causes.map(({ code }) => code))
  expect(codes.flat()).not.toContain(idOf(each.folder))
  // A near miss is an incident all the same.
  expect(codes.map(([first]) => first)).toContain(each.instead)
})

test.each(rules.map(({ id }) => id))('%s has a case that fires and a near miss that stays quiet', id => {
  const own = ruleCases.filter(({ folder }) => folder === folderOf(id))
  expect(own.map(({ fires }) => fires)).toEqual(expect.arrayContaining([true, false]))
})

test('each thing that a rule says of how sure it is has a case that shows it', () => {
  const said = rules.flatMap(({ id, criteria }) => Object.keys(criteria).map(confidence => `${id} ${confidence}`))
  const shown = ruleCases.map(({ folder, confidence }) => `${idOf(folder)} ${confidence}`)
  expect(said.filter(criterion => !shown.includes(criterion))).toEqual([])
})

test('the cases stay small', () => {
  const root = fileURLToPath(new URL('../../corpus/rules/', import.meta.url))
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map(path => statSync(root + path))
  const bytes = files.reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0)
  expect(bytes).toBeLessThan(600 * 1024)
})
