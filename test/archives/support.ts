import { gzipSync } from 'fflate'
import { packTar, type TarEntry } from 'modern-tar'
import { expandMember, openExpansion } from '../../src/archives/expand.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../../src/archives/limits.ts'
import { BundleError, isProblem, type Member } from '../../src/model/bundle.ts'
import type { Problem } from '../../src/model/problem.ts'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export type Files = Readonly<Record<string, string | Uint8Array>>

const file = (name: string, content: string | Uint8Array): TarEntry => {
  const body = typeof content === 'string' ? utf8(content) : content
  return { header: { name, size: body.length, type: 'file' }, body }
}

export const tarOf = (files: Files, more: readonly TarEntry[] = []): Promise<Uint8Array> =>
  packTar([...Object.entries(files).map(([name, content]) => file(name, content)), ...more])

export const tarOfList = (files: readonly (readonly [string, string])[]): Promise<Uint8Array> =>
  packTar(files.map(([name, content]) => file(name, content)))

export const tgzOf = async (files: Files): Promise<Uint8Array> => gzipSync(await tarOf(files))

/** Bytes as a member that comes in chunks of the given sizes (the last one repeats). */
export function memberOf(path: string, bytes: Uint8Array, sizes: readonly number[] = [65_536]): Member {
  return {
    path,
    sizeBytes: bytes.length,
    async *bytes() {
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[Math.min(turn, sizes.length - 1)] ?? 1
        yield bytes.slice(at, at + size)
        at += size
      }
    },
  }
}

export interface Expanded {
  /** Path and content of each member, in order. */
  readonly files: readonly (readonly [string, string])[]
  readonly problems: readonly Problem[]
}

/** Reads everything, as the engine does: what a member's rejection carries is a problem too. */
export async function readAll(
  items: AsyncIterable<Member | Problem>,
  wanted: (path: string) => boolean = () => true,
): Promise<Expanded> {
  const files: [string, string][] = []
  const problems: Problem[] = []
  for await (const item of items) {
    if (isProblem(item)) {
      problems.push(item)
      continue
    }
    if (!wanted(item.path)) continue
    const decoder = new TextDecoder('latin1')
    let text = ''
    try {
      for await (const chunk of item.bytes()) text += decoder.decode(chunk, { stream: true })
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      problems.push(error.problem)
    }
    files.push([item.path, text])
  }
  return { files, problems }
}

export const expanded = (
  bytes: Uint8Array,
  options: { path?: string; sizes?: readonly number[]; limits?: Partial<ArchiveLimits>; prefix?: string | null } = {},
): Promise<Expanded> =>
  readAll(
    expandMember(
      memberOf(options.path ?? 'bundle', bytes, options.sizes),
      openExpansion({ ...ARCHIVE_LIMITS, ...options.limits }),
      options.prefix === undefined ? '' : options.prefix,
    ),
  )

export const codes = (result: Expanded): readonly string[] => result.problems.map(problem => problem.code)
