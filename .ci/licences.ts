// What bundles hold of other people's code, with the licence that comes with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Metafile } from 'esbuild'

const FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/
const TEXT = /^(?:licen[cs]e|notice|copying)(?:[-.].*)?$/i

/** Folders of the packages that a bundle holds a byte of, by what esbuild says of it. */
export function packagesIn({ outputs }: Pick<Metafile, 'outputs'>): readonly string[] {
  const inputs = Object.values(outputs).flatMap(output => Object.entries(output.inputs))
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? (FOLDER.exec(path) ?? []) : []))
  return [...new Set(folders)]
}

const read = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r', '').trim()

/** For a package without a text of its own: of this very version, so that the next one is looked at. */
function suppliedFor(name: string, version: string): readonly string[] {
  const path = fileURLToPath(new URL(`licences/${name.replace('/', '+')}@${version}.txt`, import.meta.url))
  return existsSync(path) ? [read(path)] : []
}

export interface Licence {
  /** `yaml 2.9.1, ISC` */
  readonly title: string
  readonly text: string
}

/** The licence of a package, with its notices. Throws where there is no text: such a package must not be bundled. */
export function licenceOf(folder: string): Licence {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license: string
  }
  const files = readdirSync(folder).filter(file => TEXT.test(file))
  const own = files.toSorted().map(file => read(`${folder}/${file}`))
  const texts = own.length > 0 ? own : suppliedFor(name, version)
  if (texts.length === 0) throw new Error(`${name} ${version} is bundled and has no licence text: see .ci/licences`)
  return { title: `${name} ${version}, ${license}`, text: texts.join('\n\n') }
}

const RULE = '-'.repeat(80)

/** All licences of these packages in one text, in the order of their names; what is the same for several is there once. */
export function licencesOf(folders: readonly string[]): string {
  const licences = folders.map(licenceOf).toSorted((a, b) => (a.title < b.title ? -1 : 1))
  const titles = new Map<string, Set<string>>()
  for (const { title, text } of licences) titles.set(text, (titles.get(text) ?? new Set()).add(title))
  const parts = [...titles].map(([text, those]) => `${[...those].join('\n')}\n\n${text}`)
  const head = `The built files of oomlens hold code of ${new Set(licences.map(({ title }) => title)).size} packages. Their licences:`
  return `${[head, ...parts].join(`\n\n${RULE}\n\n`)}\n`
}
