import { expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import { verdictOf } from '../fuzz/laws/verdict.ts'
import { corpus, held, isHeld, openCase } from './cases.ts'

/** As people and programs name a copy. */
const NAMES: readonly ((path: string) => string)[] = [
  path => `${path}.bak`,
  path => `${path}~`,
  path => path.replace(/([^/]*)$/, 'copy-of-$1'),
  path => path.replace(/(\.\w+)?$/, ' (1)$1'),
]

test.each(corpus)(
  '$name: a file that is there twice tells nothing twice',
  async each => {
    const files = (await held(await openCase(each))).filter(isHeld).map(({ path, bytes }) => [path, bytes] as const)
    // What the user says of one path is not said of its copy.
    const options = { ...each.options, nodePaths: [] }
    const once = verdictOf(await analyze(bundleOf('case', Object.fromEntries(files)), options))
    for (const [at, [path, bytes]] of files.entries()) {
      const copy = NAMES[at % NAMES.length]?.(path) ?? ''
      const twice = await analyze(bundleOf('case', Object.fromEntries([...files, [copy, bytes]])), options)
      expect(verdictOf(twice), copy).toEqual(once)
    }
  },
  60_000,
)
