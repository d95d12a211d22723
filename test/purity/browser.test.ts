import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { type BuildOptions, build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import type * as oomlens from '../../src/index.ts'
import { corpus, goldenOf, held, isHeld, openCase, written } from '../corpus/cases.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

const forBrowsers = (entry: string): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: [entry],
  bundle: true,
  platform: 'browser',
  format: 'iife',
  globalName: 'oomlens',
  target: 'es2023',
  write: false,
  metafile: true,
  logLevel: 'silent',
})

/** Clock and chance throw, so that using them fails instead of changing the report. */
const FENCE = `
  const refuse = what => () => { throw new Error('the core asked for ' + what) }
  delete globalThis.console
  const RealDate = Date
  globalThis.Date = new Proxy(RealDate, {
    construct(target, args, base) {
      if (args.length === 0) refuse('the time')()
      return Reflect.construct(target, args, base)
    },
    apply: refuse('the time'),
  })
  RealDate.now = refuse('the time')
  Math.random = refuse('chance')
`

/** A realm with the language in it, the two text coders, and nothing else. */
function bareRealm(): object {
  const realm = createContext({ TextDecoder, TextEncoder })
  runInContext(`{${FENCE}}`, realm)
  return realm
}

describe('the library without Node', () => {
  let code: string
  let inputs: readonly string[]
  beforeAll(async () => {
    const { outputFiles, metafile } = await build(forBrowsers('src/index.ts'))
    code = outputFiles?.[0]?.text ?? ''
    inputs = Object.keys(metafile?.inputs ?? {})
  })

  test('is bundled for browsers from the core alone', () => {
    expect(inputs).toContain('src/analyze.ts')
    expect(inputs.filter(path => /^src\/(?:node|cli|bin|tui)\/|^node:/.test(path))).toEqual([])
  })

  test.each(['container-limit', 'forged-kernel-lines'])('gives the report of %s in a bare realm', async name => {
    const each = corpus.find(one => one.name === name)
    if (!each) throw new Error(`no case ${name}`)
    const members = (await held(await openCase(each))).filter(isHeld)
    const files = Object.fromEntries(members.map(({ path, bytes }) => [path, bytes]))
    const realm = bareRealm()
    const { analyze, bundleOf, outputs } = runInContext(`${code}\noomlens`, realm) as typeof oomlens
    const report = await analyze(bundleOf('bundle', files), each.options)
    const json = outputs.find(({ id }) => id === 'json')
    expect(json?.write(report, { width: 100, color: false, verbose: false })).toBe(written(goldenOf(each)))
  })
})

describe('the fence', () => {
  test.each(['new Date()', 'Date()', 'Date.now()', 'Math.random()'])('refuses %s', source => {
    expect(() => runInContext(source, bareRealm())).toThrow('the core asked for')
  })

  test.each(['process', 'require', 'console', 'fetch', 'setTimeout', 'performance'])('knows no %s', name => {
    expect(runInContext(`typeof ${name}`, bareRealm())).toBe('undefined')
  })

  test('lets dates be computed', () => {
    expect(runInContext('new Date(0).toISOString()', bareRealm())).toBe('1970-01-01T00:00:00.000Z')
  })

  test('a module of Node does not bundle for browsers', async () => {
    await expect(build(forBrowsers('src/node/index.ts'))).rejects.toThrow(/node:fs/)
  })
})
