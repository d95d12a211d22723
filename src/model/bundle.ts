import type { Problem } from './problem.ts'

/** One file of a case. `bytes` can be read once unless it is repeatable, and before the next member is asked for. */
export interface Member {
  /** As in `Span.path`. */
  readonly path: string
  /** Size in bytes after decompression, or null where only reading it tells. */
  readonly sizeBytes: number | null
  /** Whether `bytes` can be called again, to read the content from its start once more. */
  readonly isRepeatable?: boolean
  /**
   * Reads the content. A chunk is valid until the next one is asked for: whoever keeps it copies it. Rejects with a
   * `BundleError` when the source cannot be read to its end.
   */
  bytes(): AsyncIterable<Uint8Array>
}

/** A case: a directory, an archive, a file, standard input, or a map in memory. */
export interface Bundle {
  /** What the user called it: the last part of the path, or `-`. */
  readonly name: string
  /** One pass over all files. What cannot be read or is left out comes as a `Problem` in the same stream. */
  members(): AsyncIterable<Member | Problem>
}

/** A source that ends before its end, or exceeds a cap; carries the `Problem` that the report will show. */
export class BundleError extends Error {
  /** What the report will show. */
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'BundleError'
    this.problem = problem
  }
}

export const isProblem = (value: Member | Problem): value is Problem => 'code' in value

/**
 * A case held in memory: file names to text or bytes. The simplest way to analyse something in a test or a web page. Archives
 * in it are read as they are: `unpacked` opens them.
 */
export function bundleOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): Bundle {
  return {
    name,
    async *members() {
      for (const [path, content] of Object.entries(files)) {
        const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
        yield {
          path,
          sizeBytes: bytes.length,
          async *bytes() {
            yield bytes
          },
        }
      }
    },
  }
}
