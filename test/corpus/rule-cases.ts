import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyze } from '../../src/analyze.ts'
import type { Confidence, Report } from '../../src/model/report.ts'
import { openBundle } from '../../src/node/index.ts'

const ROOT = fileURLToPath(new URL('../../corpus/rules/', import.meta.url))

/** One folder of corpus/rules: a case in which the rule speaks, or a near miss in which it is quiet. */
export interface RuleCase {
  /** `container-limit/fires-heap` */
  readonly name: string
  /** The rule's folder: its ID with `-` for `:`. */
  readonly folder: string
  readonly fires: boolean
  /** Of `expect.json`. */
  readonly about: string
  /** How sure the rule is; only where it speaks. */
  readonly confidence?: Confidence
  /** What the first cause is instead; only where it is quiet. */
  readonly instead?: string
}

/** The folder of a rule. */
export const folderOf = (id: string): string => id.replace(':', '-')

function caseAt(folder: string, name: string): RuleCase {
  const expected = JSON.parse(readFileSync(`${ROOT}${folder}/${name}/expect.json`, 'utf8')) as Pick<RuleCase, 'about'>
  const fires = name.startsWith('fires-')
  if (!fires && !name.startsWith('quiet-')) throw new Error(`corpus/rules/${folder}/${name}: fires-… or quiet-…`)
  return { ...expected, name: `${folder}/${name}`, folder, fires }
}

/** Every case: a new folder is a new test. */
export const ruleCases: readonly RuleCase[] = readdirSync(ROOT)
  .sort()
  .flatMap(folder =>
    readdirSync(ROOT + folder)
      .sort()
      .map(name => caseAt(folder, name)),
  )

export const reportOfRuleCase = async ({ name }: RuleCase): Promise<Report> =>
  analyze(await openBundle(`${ROOT}${name}/bundle`))
