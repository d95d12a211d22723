import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { kit } from '../../../src/kit.ts'
import { corpus, goldenOf } from '../../corpus/cases.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FILE = fileURLToPath(new URL('../../../src/examples.ts', import.meta.url))

/** Inputs that a source is not named by, because another word says more of it: where they are, and what that word is. */
const WITHIN: Readonly<Record<string, { readonly path: string; readonly format: string }>> = {
  'kernel-context': { path: 'corpus/cases/kernel-log-forms/bundle/kernel-context.txt', format: 'dmesg' },
  backwards: { path: 'corpus/cases/kernel-log-forms/bundle/backwards.txt', format: 'syslog' },
  killers: { path: 'corpus/cases/earlyoom/bundle/journal.txt', format: 'syslog' },
  'app-out-of-memory': {
    path: 'corpus/cases/java-heap-exit-3/bundle/pods/batch_import-7k2xq_350be574-b76b-f8f6-2996-801efd6a56f7/import/0.log',
    format: 'cri',
  },
  html: { path: 'corpus/cases/kernel-log-forms/bundle/page.html', format: 'dmesg' },
  'hard-wrapped': { path: 'corpus/cases/kernel-log-forms/bundle/hard-wrapped.txt', format: 'dmesg' },
  'quoted-printable': { path: 'corpus/cases/kernel-log-forms/bundle/quoted-printable.txt', format: 'dmesg' },
  'json-strings': { path: 'corpus/cases/kernel-log-forms/bundle/json-strings.json', format: 'dmesg' },
  pstore: { path: 'corpus/cases/kernel-log-forms/bundle/pstore.txt', format: 'dmesg' },
}

interface Example {
  readonly path: string
  readonly format: string
  readonly events: number
}

/** Every source of every case, as its report says that it was read; of an archive the archive itself. */
const read: readonly Example[] = corpus.flatMap(each => {
  const bundle = each.bundlePath?.slice(ROOT.length) ?? ''
  const isFolder = bundle.endsWith('/bundle')
  const sources = goldenOf(each).sources.map(({ path, format, events }) => ({
    path: isFolder ? `${bundle}/${path}` : bundle,
    format,
    events,
  }))
  return isFolder ? sources : [...sources, { path: bundle, format: 'archive', events: 1 }]
})

/** What tells most comes first: a source with facts in it, in a folder that can be looked at. */
function exampleOf(id: string): string | null {
  const within = WITHIN[id]
  if (within)
    return read.some(each => each.path === within.path && each.format === within.format && each.events > 0)
      ? within.path
      : null
  const all = read.filter(({ format }) => format === id)
  const [best] = [...all].sort(
    (a, b) =>
      Number(b.events > 0) - Number(a.events > 0) || Number(/\.tar/.test(a.path)) - Number(/\.tar/.test(b.path)),
  )
  return best?.path ?? null
}

const keyOf = (id: string): string => (/^[a-z]\w*$/i.test(id) ? id : `'${id}'`)

function written(): string {
  const lines = kit.inputs.flatMap(({ id }) => {
    const path = exampleOf(id)
    if (path === null) return []
    return [`  ${keyOf(id)}: '${path}',\n`]
  })
  return `// biome-ignore-all format: written by its test.\n\n/** A file of the corpus for each input. Written by its test: UPDATE=1 npx vitest run --dir test test/formats/list */\nexport const EXAMPLES: Readonly<Record<string, string>> = {\n${lines.join('')}}\n`
}

test('each input has a case that is read as it', () => {
  const lacking = kit.inputs.map(({ id }) => id).filter(id => exampleOf(id) === null)
  expect(lacking).toEqual([])
})

test('each format that a case is read as is listed', () => {
  const listed = new Set(kit.inputs.map(({ id }) => id))
  const others = new Set(read.map(({ format }) => format).filter(format => !listed.has(format)))
  expect([...others].sort()).toEqual(['unknown'])
})

test('the list names these examples', () => {
  if (process.env.UPDATE === '1') writeFileSync(FILE, written())
  expect(readFileSync(FILE, 'utf8')).toBe(written())
  for (const { id, example } of kit.inputs) if (process.env.UPDATE !== '1') expect(example, id).toBe(exampleOf(id))
})
