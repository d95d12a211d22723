import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { LINES } from './lines.ts'
import { manifest, ROOT } from './manifest.ts'

interface Job {
  readonly needs?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } }
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}

interface Workflow {
  readonly on: { readonly push: { readonly branches?: readonly string[]; readonly tags?: readonly string[] } }
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const FOLDER = `${ROOT}.github/workflows/`
const sources = readdirSync(FOLDER).map(name => [name, readFileSync(FOLDER + name, 'utf8')] as const)
const workflow = (name: string): Workflow => parse(readFileSync(FOLDER + name, 'utf8')) as Workflow
const commands = (job: Job | undefined): readonly string[] => (job?.steps ?? []).flatMap(({ run }) => run ?? [])

describe.each(sources)('%s', (name, source) => {
  test('pins every action by its commit, and says which release that is', () => {
    const uses = [...source.matchAll(/uses: (.*)/g)].map(match => match[1] ?? '')
    expect(uses.length).toBeGreaterThan(1)
    expect(uses.filter(each => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(each))).toEqual([])
  })

  test('may read, and no more, unless a job says otherwise', () => {
    expect(workflow(name).permissions).toEqual({ contents: 'read' })
  })

  test('runs scripts that there are', () => {
    const { scripts } = manifest
    const asked = [...source.matchAll(/run: npm (?:run )?(\S+)/g)].map(match => match[1] ?? '')
    expect(asked.filter(script => !(script in scripts) && !['ci', 'publish'].includes(script))).toEqual([])
  })
})

describe('what is published', () => {
  const { on, jobs } = workflow('publish.yml')

  test('is a version tag, after all checks', () => {
    expect(on.push).toEqual({ tags: ['v*'] })
    expect(jobs.publish?.needs).toBe('check')
    expect(commands(jobs.check)).toEqual(['.ci/run', 'npm run release:check -- --keep package'])
  })

  test('is signed by the one job that runs no code of a dependency', () => {
    const signing = Object.entries(jobs).filter(([, { permissions }]) => permissions?.['id-token'] === 'write')
    expect(signing.map(([name]) => name)).toEqual(['publish'])
    expect(commands(jobs.publish)).toEqual(['npm publish ./*.tgz --provenance --access public'])
  })
})

test('package.json asks for the first Node that a release is checked on', () => {
  expect(manifest.engines.node).toBe(`>=${LINES[0]}`)
})

test('the tests run on every Node that a release is checked on', () => {
  expect(workflow('ci.yml').jobs.tests?.strategy?.matrix.node).toEqual(LINES)
})
