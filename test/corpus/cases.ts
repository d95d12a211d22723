import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyze } from '../../src/analyze.ts'
import { type Bundle, BundleError, isProblem } from '../../src/model/bundle.ts'
import type { AnalyzeOptions } from '../../src/model/options.ts'
import type { Problem } from '../../src/model/problem.ts'
import type { Report } from '../../src/model/report.ts'
import { openBundle } from '../../src/node/index.ts'
import { json } from '../../src/outputs/json.ts'

const ROOT = fileURLToPath(new URL('../../corpus/cases/', import.meta.url))

/** One folder of corpus/cases. */
export interface CorpusCase {
  readonly name: string
  /** `bundle`, or an archive named `bundle.…`; undefined where the folder has none, or several. */
  readonly bundlePath: string | undefined
  /** Of `options.json`, where there is one. */
  readonly options: AnalyzeOptions
  readonly goldenPath: string
  readonly about: string | null
}

function caseAt(name: string): CorpusCase {
  const folder = `${ROOT}${name}/`
  const bundles = readdirSync(folder).filter(file => /^bundle(?:\.|$)/.test(file))
  const read = (file: string): string | null => (existsSync(folder + file) ? readFileSync(folder + file, 'utf8') : null)
  return {
    name,
    bundlePath: bundles.length === 1 ? `${folder}${bundles[0]}` : undefined,
    options: JSON.parse(read('options.json') ?? '{}') as AnalyzeOptions,
    goldenPath: `${folder}report.json`,
    about: read('about.md'),
  }
}

/** Every case: a new folder is a new test. */
export const corpus: readonly CorpusCase[] = readdirSync(ROOT)
  .filter(name => !name.startsWith('.'))
  .sort()
  .map(caseAt)

export const openCase = ({ name, bundlePath }: CorpusCase): Promise<Bundle> => {
  if (bundlePath === undefined) throw new Error(`corpus/cases/${name} needs one bundle, a folder or an archive`)
  return openBundle(bundlePath)
}

export const written = (report: Report): string => json.write(report, { width: 100, color: false, verbose: false })

export const goldenOf = (each: CorpusCase): Report => JSON.parse(readFileSync(each.goldenPath, 'utf8')) as Report

/** The report of a bundle with the options of a case, as it is written. */
export const reportOf = async (bundle: Bundle, each: CorpusCase): Promise<string> =>
  written(await analyze(bundle, each.options))

/** A member held in memory, with the problem that its reading ended with. */
export interface HeldMember {
  readonly path: string
  readonly bytes: Uint8Array
  readonly failure: Problem | null
}

/** Everything that a bundle gives, in its order. */
export async function held(bundle: Bundle): Promise<readonly (HeldMember | Problem)[]> {
  const items: (HeldMember | Problem)[] = []
  for await (const item of bundle.members()) {
    if (isProblem(item)) {
      items.push(item)
      continue
    }
    const chunks: Uint8Array[] = []
    let failure: Problem | null = null
    try {
      for await (const chunk of item.bytes()) chunks.push(chunk.slice())
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      failure = error.problem
    }
    items.push({ path: item.path, bytes: new Uint8Array(Buffer.concat(chunks)), failure })
  }
  return items
}

export const isHeld = (item: HeldMember | Problem): item is HeldMember => 'bytes' in item

/** What was held as a bundle again, in chunks of one size. */
export const bundleFrom = (name: string, items: readonly (HeldMember | Problem)[], chunkBytes = 65_536): Bundle => ({
  name,
  async *members() {
    for (const item of items) {
      if (!isHeld(item)) {
        yield item
        continue
      }
      const { path, bytes, failure } = item
      yield {
        path,
        sizeBytes: bytes.length,
        async *bytes() {
          for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes)
          if (failure) throw new BundleError(failure)
        },
      }
    }
  },
})
