import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifest, ROOT } from './manifest.ts'

interface Row {
  readonly names: readonly string[]
  readonly sizeMegabytes: number
  readonly licence: string
  readonly cells: readonly string[]
}

/** Rows of the tables under a heading: packages are the links of the first cell. */
const rowsOf = (section: string): readonly Row[] =>
  [...section.matchAll(/^\| \[.*$/gm)].map(([line]) => {
    const cells = line.split(' |').map(cell => cell.replace(/^\|? */, ''))
    const names = [...(cells[0] ?? '').matchAll(/\[([^\]]+)\]\(https:/g)].map(match => match[1] ?? '')
    return { names, sizeMegabytes: Number.parseFloat(cells[3] ?? ''), licence: cells[4] ?? '', cells }
  })

const sections = new Map(
  readFileSync(`${ROOT}docs/dependencies.md`, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map(section => [section.slice(0, section.indexOf('\n')), rowsOf(section)] as const),
)
const rows = [...sections.values()].flat()

const installed = (name: string): { readonly license: string } =>
  JSON.parse(readFileSync(`${ROOT}node_modules/${name}/package.json`, 'utf8')) as { readonly license: string }

/** Bytes of a package without those in it. */
function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path)
    return sum + statSync(path).size
  }, 0)
}

describe('docs/dependencies.md', () => {
  test('names every package of package.json, and no other, once', () => {
    const wanted = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)]
    expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(wanted.toSorted())
    expect(wanted.length).toBeGreaterThan(20)
  })

  test('has those of the library under one heading', () => {
    const names = sections.get('Of the library')?.flatMap(row => row.names) ?? []
    expect(names.toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted())
  })

  test.each(rows)('says of $names what for, how large, and under which licence', ({ names, licence, cells }) => {
    expect(cells[1]).toMatch(/^.{10,}$/)
    expect(names.map(name => installed(name).license)).toEqual(names.map(() => licence))
  })

  test.each(sections.get('Of the library') ?? [])('gives the size of $names', ({ names, sizeMegabytes }) => {
    const bytes = names.reduce((sum, name) => sum + bytesIn(`${ROOT}node_modules/${name}`), 0)
    expect(Math.abs(bytes / 1e6 - sizeMegabytes)).toBeLessThan(0.1)
  })
})

describe('package.json', () => {
  test('has exact versions', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('brings nothing that runs a script when it is installed', () => {
    const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
      readonly packages: Readonly<
        Record<string, { readonly dev?: true; readonly integrity?: string; readonly hasInstallScript?: true }>
      >
    }
    const others = Object.entries(packages).filter(([path]) => path !== '')
    const shipped = others.filter(([, { dev }]) => !dev)
    expect(shipped.length).toBe(18)
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
    expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  })
})
