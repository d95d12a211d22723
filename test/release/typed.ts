import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Outcome, unless } from './outcome.ts'

/** Uses names of both entries, and asks for errors where a type has to refuse: with `any` there would be none. */
const USE = `
const bundle: Bundle = bundleOf('pasted', { 'dmesg.txt': '' })
export const headline = async (options: AnalyzeOptions): Promise<string> => (await analyze(bundle, options)).headline
export const opened: Promise<Bundle> = openBundle('bundle.tar.gz')
export const causeOf = (report: Report): string | undefined => report.incidents[0]?.causes[0]?.code
// @ts-expect-error
export const wrong = (report: Report): number => report.headline
// @ts-expect-error
export const missing = (report: Report) => report.nothing
// @ts-expect-error
openBundle(1)
export const never: Rule = { ...(kit.rules[0] as Rule), check: () => null }
export const messages = (readers: Readers): readonly Message[] => readers.messages
`

const IMPORTS = `
import { analyze, type AnalyzeOptions, type Bundle, bundleOf, kit, type Report } from 'oomlens'
import type { Message, Readers, Rule } from 'oomlens/extend'
import { openBundle } from 'oomlens/node'
`

interface Project {
  readonly name: string
  readonly file: string
  readonly module: ts.ModuleKind
  readonly resolution: ts.ModuleResolutionKind
}

const PROJECTS: readonly Project[] = [
  {
    name: 'nodenext',
    file: 'use.mts',
    module: ts.ModuleKind.NodeNext,
    resolution: ts.ModuleResolutionKind.NodeNext,
  },
  {
    name: 'nodenext from CommonJS',
    file: 'use.cts',
    module: ts.ModuleKind.NodeNext,
    resolution: ts.ModuleResolutionKind.NodeNext,
  },
  { name: 'bundler', file: 'use.ts', module: ts.ModuleKind.ESNext, resolution: ts.ModuleResolutionKind.Bundler },
]

/** What the compiler says in a project that has no types of Node and looks into every declaration. */
function errorsIn(folder: string, { name, file, module, resolution }: Project): readonly string[] {
  const path = join(folder, file)
  writeFileSync(path, IMPORTS + USE)
  const program = ts.createProgram([path], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    lib: ['lib.es2023.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module,
    moduleResolution: resolution,
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file: at, messageText }) => `${name}: ${at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
}

/** The types of the package as it is installed in a project. */
export const checkTypes = (project: string): Outcome =>
  unless(
    PROJECTS.flatMap(each => errorsIn(project, each)),
    `TypeScript ${ts.version}, ${PROJECTS.map(({ name }) => name).join(', ')}, without skipLibCheck`,
  )
