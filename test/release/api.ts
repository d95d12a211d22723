import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './manifest.ts'
import { type Outcome, unless } from './outcome.ts'
import { ran } from './shell.ts'

interface Reflection {
  readonly name: string
  readonly children?: readonly Reflection[]
}

/** Writes the pages of the API; typedoc fails on a name without a docstring, on one that is not exported, on a broken link. */
export function checkApi(folder: string): Outcome {
  const json = join(folder, 'api.json')
  const args = ['node_modules/typedoc/bin/typedoc', '--options', '.ci/typedoc.json']
  const { status, stdout, stderr } = ran(
    process.execPath,
    [...args, '--out', join(folder, 'api'), '--json', json],
    ROOT,
  )
  if (status !== 0) return { state: 'failed', lines: `${stdout}${stderr}`.trim().split('\n') }
  const { children = [] } = JSON.parse(readFileSync(json, 'utf8')) as Reflection
  const counts = children.map(({ name, children: names = [] }) => ({ name, count: names.length }))
  const told = counts.map(({ name, count }) => `${name} ${count} names`).join(', ')
  const seen = counts.reduce((sum, { count }) => sum + count, 0)
  // What looks at nothing finds nothing wrong.
  return unless(children.length === 3 && seen > 120 ? [] : [`typedoc saw too little: ${told}`], told)
}
