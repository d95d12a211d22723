import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import type * as archives from '../../src/archives/index.ts'
import { memberOf, readAll } from '../archives/support.ts'
import { packers } from '../archives/writers.ts'

/** What browsers have and the language has not, as far as a decoder asks for it. */
const WEB = { TextDecoder, TextEncoder, ReadableStream, Response, atob, fetch, URL }

const { outputFiles, metafile } = await build({
  absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
  entryPoints: ['src/archives/index.ts'],
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  globalName: 'archives',
  target: 'es2023',
  write: false,
  metafile: true,
  logLevel: 'silent',
})
const code = outputFiles[0]?.text ?? ''

test('archives are bundled for browsers without Node, in less than 200 kB with all decoders', () => {
  expect(Object.keys(metafile.inputs).filter(path => /^src\/(?:node|cli)\/|^node:/.test(path))).toEqual([])
  expect(code.length).toBeLessThan(200_000)
})

test.each(Object.entries(packers))('%s is opened in a realm of a browser', async (_, pack) => {
  const packed = await pack({ 'node/dmesg': 'Killed process 1\n' })
  const { expandMember, openExpansion } = runInContext(
    `${code}\narchives`,
    createContext({ ...WEB }),
  ) as typeof archives
  expect(await readAll(expandMember(memberOf('b', packed), openExpansion(), ''))).toEqual({
    files: [['node/dmesg', 'Killed process 1\n']],
    problems: [],
  })
})

test('where WebAssembly does not run, that is a problem', async () => {
  const xz = await packers['.tar.xz']?.({ a: '1' })
  const realm = createContext({ ...WEB, fetch: undefined })
  const { expandMember } = runInContext(`delete globalThis.WebAssembly;${code}\narchives`, realm) as typeof archives
  const { problems } = await readAll(expandMember(memberOf('b', xz ?? new Uint8Array(0))))
  expect(problems).toMatchObject([{ code: 'SOURCE_UNREADABLE', advice: expect.stringContaining('xz -d') }])
})
