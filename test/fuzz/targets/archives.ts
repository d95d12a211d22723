import {
  ARCHIVE_FORMATS,
  ARCHIVE_LIMITS,
  type ArchiveFormat,
  expandMember,
  openExpansion,
} from '../../../src/archives/index.ts'
import { BundleError, isProblem } from '../../../src/model/bundle.ts'
import type { Problem } from '../../../src/model/problem.ts'
import { memberOf, tarOf, utf8 } from '../../archives/support.ts'
import { compressors, zipOf } from '../../archives/writers.ts'
import { same } from '../laws/same.ts'
import { binary, unbinary } from '../seeds.ts'
import { must, type Seeds, type Target } from '../target.ts'

const LIMITS = { ...ARCHIVE_LIMITS, totalBytes: 16 * 1024 ** 2, members: 2000 }
const CHUNKS = [[65_536], [1, 700, 3, 4096], [512]]

interface Unpacked {
  readonly files: readonly (readonly [string, string])[]
  readonly problems: readonly Problem[]
}

/** Everything that comes out, in chunks of the given sizes in. */
async function unpacked(bytes: Uint8Array, sizes: readonly number[]): Promise<Unpacked> {
  const files: [string, string][] = []
  const problems: Problem[] = []
  for await (const item of expandMember(memberOf('case', bytes, sizes), openExpansion(LIMITS), '')) {
    if (isProblem(item)) {
      problems.push(item)
      continue
    }
    const chunks: Buffer[] = []
    try {
      for await (const chunk of item.bytes()) chunks.push(Buffer.from(chunk))
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      problems.push(error.problem)
    }
    files.push([item.path, Buffer.concat(chunks).toString('latin1')])
  }
  return { files, problems }
}

function check({ files, problems }: Unpacked): void {
  const paths = files.map(([path]) => path)
  must(new Set(paths).size === paths.length, 'each path is given once')
  for (const path of paths) {
    must(!path.split('/').includes('..') && !path.startsWith('/'), 'a path stays under its root', () => path)
    must(path !== '', 'a member has a path')
  }
  const bytes = files.reduce((sum, [, text]) => sum + text.length, 0)
  must(bytes <= LIMITS.totalBytes + 1024 ** 2, 'what comes out stays below its cap', () => `${bytes}`)
  for (const { code, detail, path } of problems)
    must(
      /^(?:ARCHIVE|SOURCE)_/.test(code) && detail !== '' && path !== null,
      'a problem says what and where',
      () => code,
    )
}

const CHECKSUM = 148

/** The same with right checksums in the headers of a tar: without them no change of a header is more than damage. */
export function sealed(bytes: Uint8Array): Uint8Array {
  const made = bytes.slice()
  for (let at = 0; at + 512 <= made.length; at += 512) {
    const isHeader = made[at + 257] === 0x75 && made[at + 258] === 0x73 && made[at + 259] === 0x74
    if (!isHeader) continue
    made.fill(32, at + CHECKSUM, at + CHECKSUM + 8)
    const sum = made.subarray(at, at + 512).reduce((total, byte) => total + byte, 0)
    made.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), at + CHECKSUM)
  }
  return made
}

/** Small archives of each kind, and of each in one another. */
async function packedSeeds({ bundles }: Seeds): Promise<ReadonlyMap<ArchiveFormat['id'], readonly Uint8Array[]>> {
  const some = bundles.flatMap(({ files }) => files).filter(({ bytes }) => bytes.length > 0 && bytes.length < 3000)
  const names = ['dmesg.txt', 'a/b/c.log', `${'long/'.repeat(30)}name`, 'umlaut-\u00e4', 'empty']
  const contents = names.map(
    (name, at) => [name, name === 'empty' ? '' : (some[at * 7]?.bytes ?? utf8('x\n'))] as const,
  )
  const files = Object.fromEntries(contents)
  const [one] = some
  const text = one?.bytes ?? utf8('x\n')
  const tar = await tarOf(files)
  const zip = await zipOf(files)
  const stored = await zipOf(files, { compress: false, forceZip64Format: true })
  const packed = Object.entries(compressors).map(([id, pack]) => [id as ArchiveFormat['id'], pack] as const)
  const nested = await tarOf(
    Object.fromEntries([
      ...packed.map(([id, pack]) => [`x.${id}`, pack(text)] as const),
      ['x.zip', zip],
      ['y.tar', tar],
    ]),
  )
  return new Map<ArchiveFormat['id'], readonly Uint8Array[]>([
    ['tar', [tar, nested, await tarOf({ a: '1' })]],
    ['zip', [zip, stored, await zipOf({ 'in.tar': tar, 'in.zip': zip })]],
    ...packed.map(([id, pack]) => [id, [pack(text), pack(tar), pack(new Uint8Array(5000)), pack(pack(text))]] as const),
  ])
}

/** Every kind of archive that is opened. */
export async function archiveTargets(seeds: Seeds): Promise<readonly Target[]> {
  const packed = await packedSeeds(seeds)
  return ARCHIVE_FORMATS.map((format): Target => {
    let count = 0
    return {
      family: 'archives',
      name: format.id,
      form: 'bytes',
      isBinary: true,
      // Each member has a cost of its own, however small it is.
      anyMs: 1000,
      seeds: () => (packed.get(format.id) ?? []).map(binary),
      async run(input) {
        count += 1
        const given = unbinary(input)
        const bytes = format.id === 'tar' && input.length % 2 === 0 ? sealed(given) : given
        const whole = await unpacked(bytes, CHUNKS[0] ?? [])
        check(whole)
        if (count % 8 === 0)
          same(whole, await unpacked(bytes, CHUNKS[1 + ((count / 8) % 2)] ?? []), 'chunks change nothing')
        return format.matches(bytes.subarray(0, 512)) && whole.files.length > 0 ? 'read' : 'refused'
      },
    }
  })
}
