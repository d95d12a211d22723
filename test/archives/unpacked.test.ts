import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { ARCHIVE_LIMITS } from '../../src/archives/index.ts'
import { type Bundle, bundleOf } from '../../src/model/bundle.ts'
import { unpacked } from '../../src/unpacked.ts'
import { corpus, goldenOf, held, isHeld, openCase, written } from '../corpus/cases.ts'
import { codes, readAll, tgzOf } from './support.ts'
import { packers } from './writers.ts'

const pathsOf = async (bundle: Bundle): Promise<readonly string[]> =>
  (await readAll(bundle.members())).files.map(([path]) => path)

describe('unpacked', () => {
  test.each(Object.entries(packers))('opens %s that is the bundle itself', async (extension, pack) => {
    const name = `bundle${extension}`
    const bundle = unpacked(bundleOf(name, { [name]: await pack({ 'node/dmesg': '1', inner: '2' }) }))
    expect(bundle.name).toBe(name)
    expect([...(await pathsOf(bundle))].toSorted()).toEqual(['inner', 'node/dmesg'])
  })

  test('leaves what is no archive as it is, and names members of others by them', async () => {
    const files = { 'a.txt': 'x', 'b.tgz': await tgzOf({ y: '1' }), 'sub/b.tgz': await tgzOf({ y: '2' }) }
    expect((await readAll(unpacked(bundleOf('files', files)).members())).files).toEqual([
      ['a.txt', 'x'],
      ['b.tgz!/y', '1'],
      ['sub/b.tgz!/y', '2'],
    ])
  })

  test('passes problems on, tells of damage, and keeps to the caps that are given', async () => {
    const archive = await tgzOf({ a: '1', b: '2', c: '3' })
    const cut = await readAll(unpacked(bundleOf('b', { x: archive.subarray(0, archive.length - 40) })).members())
    expect(codes(cut)).toContain('ARCHIVE_DAMAGED')
    const limits = { ...ARCHIVE_LIMITS, members: 2 }
    const capped = await readAll(unpacked(bundleOf('b', { x: archive }), limits).members())
    expect(capped.files.map(([path]) => path)).toEqual(['x!/a', 'x!/b'])
    expect(codes(capped)).toEqual(['ARCHIVE_LIMIT'])
    const told = {
      code: 'SOURCE_UNREADABLE',
      severity: 'error',
      detail: 'x',
      advice: null,
      evidence: [],
      path: 'x',
    } as const
    const passing: Bundle = {
      name: 'b',
      async *members() {
        yield told
      },
    }
    expect(await readAll(unpacked(passing).members())).toEqual({ files: [], problems: [told] })
  })

  test('gives the report of the folder, packed and in memory', async () => {
    const each = corpus.find(({ name }) => name === 'container-limit')
    if (!each) throw new Error('no such case')
    const members = (await held(await openCase(each))).filter(isHeld)
    const files = Object.fromEntries(members.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]))
    const packed = bundleOf('bundle', { bundle: await tgzOf(files) })
    expect(written(await analyze(unpacked(packed)))).toBe(written(goldenOf(each)))
  })
})
