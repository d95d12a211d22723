import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import type * as oomlens from '../../src/index.ts'
import { corpus, goldenOf, held, isHeld, openCase, written } from '../corpus/cases.ts'
import { type Outcome, unless } from './outcome.ts'

const CASE = 'container-limit'

/** Bundles the entry `oomlens` of an installed package for browsers, without any module of Node, and runs it. */
export async function checkBundle(project: string): Promise<Outcome> {
  const entry = join(project, 'browser.js')
  writeFileSync(entry, "export { analyze, bundleOf, outputs } from 'oomlens'\n")
  const options = { bundle: true, platform: 'browser', format: 'iife', globalName: 'oomlens' } as const
  // A module of Node would not resolve, and end it here.
  const { outputFiles } = await build({
    ...options,
    entryPoints: [entry],
    minify: true,
    write: false,
    logLevel: 'silent',
  })
  const code = outputFiles[0]?.text ?? ''
  const each = corpus.find(({ name }) => name === CASE)
  if (!each) throw new Error(`no case ${CASE}`)
  const members = (await held(await openCase(each))).filter(isHeld)
  const realm = createContext({ TextDecoder, TextEncoder })
  const { analyze, bundleOf } = runInContext(`${code}\noomlens`, realm) as typeof oomlens
  const report = await analyze(bundleOf('bundle', Object.fromEntries(members.map(({ path, bytes }) => [path, bytes]))))
  const isGolden = written(report) === readFileSync(each.goldenPath, 'utf8') && goldenOf(each).incidents.length > 0
  return unless(isGolden ? [] : [`the bundle gives another report of ${CASE}`], `${(code.length / 1e3).toFixed(0)} kB`)
}
