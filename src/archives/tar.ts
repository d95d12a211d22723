import { BundleError } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import type { ByteSource } from './byte-source.ts'
import type { ArchiveEntry } from './entry.ts'
import { openLeftOut } from './left-out.ts'
import type { ArchiveLimits } from './limits.ts'
import { cutShort, damaged } from './problems.ts'
import { isZeroBlock, mapGoesOn, TAR_BLOCK, type TarHeader, tarHeader } from './tar-header.ts'
import { isTarRecord, type TarRecords, tarRecords } from './tar-records.ts'

export interface TarOptions {
  readonly limits: ArchiveLimits
  /** Called when a problem of the stream below is told as part of another. */
  readonly merged: (problem: Problem) => unknown
  /** The path that the report gives a member. */
  readonly pathOf: (name: string) => string
}

const SPECIALS: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '5': 'a directory',
  '6': 'a named pipe',
  D: 'a directory',
  M: 'the rest of a file on another volume',
  V: 'a volume label',
}
const padding = (size: number): number => (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK

function special(header: TarHeader, name: string): string | null {
  const known = SPECIALS[header.type]
  if (known) return known
  if (name.endsWith('/')) return 'a directory'
  return /[0-9]/.test(header.type) ? null : `a member of type ${JSON.stringify(header.type)}`
}

/** Its bytes are a condensed form of the file, with holes left out. */
const isSparse = (header: TarHeader, records: TarRecords): boolean => records.sparse === true || header.type === 'S'

/** Links, devices and directories have no content, whatever their size field says. */
const contentSize = (header: TarHeader, records: TarRecords): number =>
  '123456'.includes(header.type) ? 0 : (records.size ?? header.size)

/** The members of a tar in their order. Damage between members is skipped: the next valid header is searched for. */
export async function* untar(
  source: ByteSource,
  archive: string,
  options: TarOptions,
): AsyncGenerator<ArchiveEntry | Problem> {
  const leftOut = openLeftOut(archive, options.limits.skipProblems)
  let records: TarRecords = {}
  let last: string | null = null
  let ended = false
  let lost = 0
  const after = (): string => (last === null ? 'at its start' : `after ${last}`)

  for (;;) {
    const block = await source.peek(TAR_BLOCK)
    await source.skip(block.length)
    if (block.length < TAR_BLOCK) {
      if (block.length > 0 && !ended) lost += block.length
      break
    }
    if (isZeroBlock(block)) {
      ended = true
      continue
    }
    const header = tarHeader(block)
    if (!header) {
      if (!ended) lost += TAR_BLOCK
      continue
    }
    if (lost > 0) yield damaged(archive, `${archive} is damaged ${after()}: ${lost} bytes could not be read`)
    lost = 0
    ended = false
    for (let isMap = header.goesOn; isMap; ) {
      isMap = mapGoesOn(await source.peek(TAR_BLOCK))
      await source.skip(TAR_BLOCK)
    }
    if (isTarRecord(header)) {
      const fits = header.size <= options.limits.tarRecordBytes
      if (fits) records = { ...records, ...tarRecords(header, await source.peek(header.size)) }
      else yield damaged(archive, `${archive} has a record of ${header.size} bytes ${after()}, left out`, 'warning')
      await source.skip(header.size + padding(header.size))
      continue
    }
    const name = records.name ?? header.name
    const size = contentSize(header, records)
    const content = openContent(source, size, () => {
      const cause = source.failure()
      if (cause) options.merged(cause)
      return cutShort(archive, options.pathOf(name), size - content.left(), size, cause)
    })
    if (isSparse(header, records)) leftOut.add('sparse', options.pathOf(name))
    else yield { name, special: special(header, name), size, bytes: content.bytes }
    const cut = await content.close()
    if (cut) {
      yield* leftOut.close()
      yield cut
      return
    }
    last = options.pathOf(name)
    records = {}
    await source.skip(padding(size))
  }

  yield* leftOut.close()
  const failure = source.failure()
  if (failure) yield failure
  else if (lost > 0)
    yield damaged(archive, `${archive} is damaged ${after()}: the last ${lost} bytes could not be read`)
  else if (!ended)
    yield damaged(archive, `${archive} has no end mark: it may have been cut short ${after()}`, 'warning')
}

interface Content {
  left(): number
  bytes(): AsyncGenerator<Uint8Array>
  /** Drops what was not read; gives the problem that ended the content early. */
  close(): Promise<Problem | null>
}

function openContent(source: ByteSource, size: number, cut: () => Problem): Content {
  let left = size
  let problem: Problem | null = null
  let closed = false
  return {
    left: () => left,
    async *bytes() {
      if (closed) throw new Error('A member has to be read before the next one is asked for.')
      while (left > 0) {
        const piece = await source.take(left)
        if (!piece) {
          problem ??= cut()
          throw new BundleError(problem)
        }
        left -= piece.length
        yield piece
      }
    },
    async close() {
      closed = true
      left -= await source.skip(left)
      if (left > 0) problem ??= cut()
      return problem
    },
  }
}
