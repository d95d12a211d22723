import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BundleError, isProblem } from '../../src/model/bundle.ts'
import { openBundle } from '../../src/node/index.ts'
import { codes, readAll, tarOf, tgzOf, utf8 } from '../archives/support.ts'
import { compressors, zipOf } from '../archives/writers.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'oomlens-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(path: string, content: string | Uint8Array = path): Promise<string> {
  const at = join(root, path)
  await mkdir(dirname(at), { recursive: true })
  await writeFile(at, content)
  return at
}
const read = async (paths: string | readonly string[]) => readAll((await openBundle(paths)).members())
const pathsOf = async (paths: string | readonly string[]) => (await read(paths)).files.map(([path]) => path)

async function refusal(paths: string | readonly string[]): Promise<BundleError> {
  const error = await openBundle(paths).catch((thrown: unknown) => thrown)
  if (!(error instanceof BundleError)) throw new Error(`not refused: ${error}`)
  return error
}

const isRoot = process.getuid?.() === 0

describe('one path', () => {
  test('a file is named by its base name', async () => {
    const bundle = await openBundle(await put('logs/dmesg.txt', 'x'))
    expect(bundle.name).toBe('dmesg.txt')
    expect(await readAll(bundle.members())).toEqual({ files: [['dmesg.txt', 'x']], problems: [] })
    for await (const item of (await openBundle(join(root, 'logs/dmesg.txt'))).members())
      expect(isProblem(item) ? null : item.sizeBytes).toBe(1)
  })

  test('a directory gives its files in the order of their paths, archives and empty files too', async () => {
    await put('b/z', 'z')
    await put('b.txt')
    await put('a')
    await put('Empty', '')
    await put('inner.tar.gz', await tgzOf({ x: '1' }))
    await put('._a')
    await put('__proto__')
    await mkdir(join(root, 'no-files'))
    expect((await openBundle(`${root}/`)).name).toBe(root.split('/').at(-1))
    expect(await read(root)).toEqual({
      files: [
        ['Empty', ''],
        ['__proto__', '__proto__'],
        ['a', 'a'],
        ['b.txt', 'b.txt'],
        ['b/z', 'z'],
        ['inner.tar.gz!/x', '1'],
      ],
      problems: [],
    })
  })

  test('archives of every kind in one another, in a directory and from standard input', async () => {
    const log = compressors.bzip2(utf8('5'))
    const zip = await zipOf({ 'node/dmesg': compressors.zstd(utf8('4')), log })
    const archive = compressors.xz(await tarOf({ 'a.zip': zip, b: '6' }))
    await put('d/case.any', archive)
    const files = (prefix: string) => [
      [`${prefix}a.zip!/node/dmesg`, '4'],
      [`${prefix}a.zip!/log`, '5'],
      [`${prefix}b`, '6'],
    ]
    expect(await read(root)).toEqual({ files: files('d/case.any!/'), problems: [] })
    expect(await read(join(root, 'd/case.any'))).toEqual({ files: files(''), problems: [] })
    const stdin = Readable.from([archive])
    expect(await readAll((await openBundle('-', { stdin })).members())).toEqual({ files: files(''), problems: [] })
  })

  test('an archive gives plain paths, also one of the name of the archive', async () => {
    const path = await put('x.log', await tgzOf({ 'node/dmesg': 'a', 'x.log': 'b' }))
    expect(await pathsOf(path)).toEqual(['node/dmesg', 'x.log'])
  })

  test('standard input, plain or an archive', async () => {
    const stdin = (bytes: Uint8Array) => ({
      stdin: (async function* () {
        yield bytes
      })(),
    })
    const plain = await openBundle('-', stdin(utf8('oom')))
    expect(plain.name).toBe('-')
    expect(await readAll(plain.members())).toEqual({ files: [['-', 'oom']], problems: [] })
    const archive = await openBundle(['-'], stdin(await tgzOf({ a: '1' })))
    expect((await readAll(archive.members())).files).toEqual([['a', '1']])
    const named = await openBundle('/dev/stdin', stdin(utf8('oom')))
    expect((await readAll(named.members())).files).toEqual([['-', 'oom']])
    expect((await refusal(['-', '/dev/fd/0'])).problem.detail).toContain('more than once')
  })

  test('a file larger than a chunk is whole', async () => {
    const text = 'a line of a log\n'.repeat(50_000)
    expect((await read(await put('large', text))).files).toEqual([['large', text]])
  })

  test('a name that is not UTF-8 is read', async () => {
    await writeFile(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x64, 0xff])]), 'x')
    expect((await read(root)).files).toEqual([['d\ufffd', 'x']])
  })
})

describe('several paths', () => {
  test('are one case, the same in any order, with a prefix each', async () => {
    const tgz = await put('b.tgz', await tgzOf({ log: '1' }))
    const one = await put('one/logs/a')
    const two = await put('two/logs/a')
    const file = await put('dmesg')
    const given = [dirname(two), tgz, file, dirname(one)]
    const expected = ['b.tgz/log', 'dmesg', 'logs/a', 'logs#2/a']
    expect(await pathsOf(given)).toEqual(expected)
    expect(await pathsOf(given.toReversed())).toEqual(expected)
    expect((await openBundle(given)).name).toBe('b.tgz + dmesg + logs + logs')
  })

  test('standard input only once', async () => {
    expect((await refusal(['-', '-'])).problem.detail).toContain('more than once')
  })
})

describe('what cannot be read', () => {
  test('a missing path is refused with one clear line', async () => {
    const { problem } = await refusal(join(root, 'gone.tar'))
    expect(problem.code).toBe('SOURCE_UNREADABLE')
    expect(problem.detail).toBe(`${join(root, 'gone.tar')} cannot be read: there is no such file or directory`)
    expect(problem.advice).toBe('Check the path.')
    expect((await refusal([])).problem.detail).toContain('nothing was given')
    expect((await refusal('a\0b')).problem.detail).toContain('no path looks like this')
    expect((await refusal(join(await put('file'), 'below'))).problem.detail).toContain('no directory')
  })

  test.skipIf(isRoot)('a file without permission is refused, one in a directory is a problem', async () => {
    const path = await put('d/secret')
    await put('d/open')
    await chmod(path, 0)
    expect((await refusal(path)).problem.detail).toContain('permission denied')
    const { files, problems } = await read(join(root, 'd'))
    expect(files).toEqual([['open', 'd/open']])
    expect(problems).toMatchObject([{ code: 'SOURCE_UNREADABLE', path: 'secret' }])
  })

  test('a file that goes away while the directory is read is a problem', async () => {
    await put('a')
    await put('b')
    const seen: string[] = []
    for await (const item of (await openBundle(root)).members()) {
      seen.push(isProblem(item) ? `${item.code} ${item.detail}` : item.path)
      await rm(join(root, 'b'), { force: true })
    }
    expect(seen).toEqual(['a', 'SOURCE_CHANGED b went away after its directory was listed: nothing of it was read'])
  })

  test('links are not followed: silent inside the directory, a problem where something is left out', async () => {
    await put('d/a')
    await put('outside')
    await symlink('a', join(root, 'd/inside'))
    await symlink('.', join(root, 'd/loop'))
    await symlink('../outside', join(root, 'd/out'))
    await symlink('nowhere', join(root, 'd/dangling'))
    const { files, problems } = await read(join(root, 'd'))
    expect(files).toEqual([['a', 'd/a']])
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['ARCHIVE_MEMBER_SKIPPED', 'dangling'],
      ['ARCHIVE_MEMBER_SKIPPED', 'out'],
    ])
    await symlink('d', join(root, 'link-to-d'))
    expect(await pathsOf(join(root, 'link-to-d'))).toEqual(['a'])
  })

  test('sockets and pipes in a directory are skipped with a problem', async () => {
    const server = createServer().listen(join(root, 's.sock'))
    await new Promise(resolve => server.once('listening', resolve))
    execFileSync('mkfifo', [join(root, 'p')])
    try {
      expect((await read(root)).problems.map(problem => problem.detail)).toEqual([
        'p is a named pipe: left out',
        's.sock is a socket: left out',
      ])
      expect((await refusal(join(root, 's.sock'))).problem.detail).toContain('socket')
    } finally {
      server.close()
    }
  })

  test('a truncated archive in a directory does not stop the rest', async () => {
    const tgz = await tgzOf({ a: 'x'.repeat(5000), b: 'y'.repeat(5000) })
    await put('cut.tgz', tgz.slice(0, tgz.length - 30))
    await put('later')
    const result = await read(root)
    expect(result.files.at(-1)).toEqual(['later', 'later'])
    expect(codes(result)).toEqual(['ARCHIVE_DAMAGED'])
  })
})
