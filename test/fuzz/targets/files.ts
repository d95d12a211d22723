import { kit } from '../../../src/kit.ts'
import { newLineReader } from '../../../src/lines/read-lines.ts'
import { newSampleReader } from '../../../src/lines/read-samples.ts'
import { readMember } from '../../../src/lines/read-member.ts'
import { bundleOf, isProblem } from '../../../src/model/bundle.ts'
import { decoderOf, encodingOf } from '../../../src/model/encoding.ts'
import type { Found } from '../../../src/model/reader.ts'
import { indexed } from '../../corpus/spans.ts'
import { checkFound } from '../laws/found.ts'
import { same } from '../laws/same.ts'
import { binary, type SeedFile, unbinary } from '../seeds.ts'
import { must, type Seeds, type Target } from '../target.ts'

const { readers } = kit
// Readers are called here as they are, by what does not wait.
await Promise.all([...readers.documents, ...readers.records].map(reader => reader.load?.()))

/** As much as `readMember` looks at. */
const HEAD = 64 * 1024
/** Larger ones take more time than they show. */
const LARGEST_SEED = 8 * 1024
const TWICE = 16

/** A reader of whole files: whether a file is its own, and what it gives. */
interface FileReader {
  readonly family: string
  readonly name: string
  matches(path: string, head: string, text: string): boolean
  read(path: string, bytes: Uint8Array, text: string): Iterable<Found>
}

const decoded = (bytes: Uint8Array): string => decoderOf(encodingOf(bytes))(bytes)

function linesRead(
  path: string,
  bytes: Uint8Array,
  records: (typeof readers.records)[number] | null,
): readonly Found[] {
  const found: Found[] = []
  const encoding = encodingOf(bytes)
  const opened = records?.open(path, decoded(bytes.subarray(0, HEAD))) ?? null
  const reader = newLineReader(path, readers, each => found.push(each), { records: opened, encoding })
  reader.push(bytes)
  reader.end()
  return found
}

const fileReaders: readonly FileReader[] = [
  ...readers.documents.map(format => ({
    family: 'documents',
    name: format.id,
    matches: (path: string, head: string) => format.matches(path, head),
    read: (path: string, bytes: Uint8Array, text: string) => format.read({ path, text, bytes }),
  })),
  ...(readers.excerpts ?? []).map(format => ({
    family: 'excerpts',
    name: format.id,
    matches: (_path: string, _head: string, text: string) => format.cues.some(cue => text.includes(cue)),
    read: (path: string, bytes: Uint8Array, text: string) => format.read({ path, text, bytes }).found,
  })),
  ...readers.records.map(format => ({
    family: 'records',
    name: format.id,
    matches: (path: string, head: string) => format.matches(path, head),
    read: (path: string, bytes: Uint8Array) => linesRead(path, bytes, format),
  })),
  ...readers.series.map(format => ({
    family: 'series',
    name: format.id,
    matches: (path: string, head: string) => format.matches(path, head.startsWith('\ufeff') ? head.slice(1) : head),
    read(path: string, bytes: Uint8Array) {
      const found: Found[] = []
      const reader = newSampleReader(path, format, each => found.push(each), encodingOf(bytes))
      reader.push(bytes)
      reader.end()
      return found
    },
  })),
  ...readers.blocks.map(block => ({
    family: 'lines',
    name: `with ${block.id}`,
    matches: (_path: string, _head: string, text: string) => block.cues.some(cue => text.includes(cue)),
    read: (path: string, bytes: Uint8Array) => linesRead(path, bytes, null),
  })),
]

/** A seed keeps the path of its file in its first line: some readers know their files by it. */
const seedOf = ({ path, bytes }: SeedFile): string =>
  `${binary(Buffer.from(path))}\n${binary(bytes.subarray(0, LARGEST_SEED))}`

/** Paths stay as they are, or nearly: what is behind the first newline is the file. */
export function fileOf(input: string): SeedFile {
  const at = input.indexOf('\n')
  const path = Buffer.from(input.slice(0, Math.max(0, at)), 'latin1')
    .toString()
    .slice(0, 300)
  return { path: path === '' ? 'file' : path, bytes: unbinary(input.slice(at + 1)) }
}

function targetOf(reader: FileReader, files: () => readonly SeedFile[]): Target {
  let count = 0
  return {
    family: reader.family,
    name: reader.name,
    form: 'bytes',
    seeds: () => files().map(seedOf),
    run(input) {
      const { path, bytes } = fileOf(input)
      const text = decoded(bytes)
      if (!reader.matches(path, text.slice(0, HEAD), text)) return 'refused'
      const found = [...reader.read(path, bytes, text)]
      checkFound(found, path, indexed(bytes))
      count += 1
      if (count % TWICE === 0) same(found, [...reader.read(path, bytes, text)])
      return 'read'
    },
    alone(input) {
      const { path, bytes } = fileOf(input)
      const text = decoded(bytes)
      return reader.matches(path, text.slice(0, HEAD), text) && [...reader.read(path, bytes, text)]
    },
  }
}

/** A file that is read as it would be in a bundle: it is told what it is, and nothing fails. */
function anyFile(files: () => readonly SeedFile[]): Target {
  return {
    family: 'any file',
    name: 'readMember',
    form: 'bytes',
    seeds: () => files().map(seedOf),
    async run(input) {
      const { path, bytes } = fileOf(input)
      const found: Found[] = []
      for await (const member of bundleOf('case', { [path]: bytes }).members()) {
        if (isProblem(member)) continue
        const read = await readMember(member, readers, each => found.push(each))
        must(read.bytes === bytes.length, 'every byte is read')
        checkFound(found, path, indexed(bytes))
        return read.format === 'unknown' ? 'refused' : 'read'
      }
      return 'refused'
    },
    async alone(input) {
      const { path, bytes } = fileOf(input)
      for await (const member of bundleOf('case', { [path]: bytes }).members())
        if (!isProblem(member)) await readMember(member, readers, () => {})
    },
  }
}

/** Every document, excerpt, record, series and block, with the files of the corpus that it reads as seeds. */
export function fileTargets({ bundles }: Seeds): readonly Target[] {
  const files = bundles.flatMap(bundle => bundle.files).filter(({ bytes }) => bytes.length > 0)
  const own = (reader: FileReader): readonly SeedFile[] => {
    const mine = files.filter(({ path, bytes }) => {
      const text = decoded(bytes)
      return reader.matches(path, text.slice(0, HEAD), text)
    })
    return mine.length > 0 ? mine : files
  }
  return [...fileReaders.map(reader => targetOf(reader, () => own(reader))), anyFile(() => files)]
}
