import { BundleError } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'

/** What the system's error codes mean to someone who gave a path. */
const REASONS: Readonly<Record<string, readonly [reason: string, advice: string | null]>> = {
  ENOENT: ['there is no such file or directory', 'Check the path.'],
  ENOTDIR: ['a part of the path is no directory', 'Check the path.'],
  EACCES: ['permission denied', 'Read it as a user who may, or copy it to where you may.'],
  EPERM: ['the system does not allow reading it', 'Read it as a user who may, or copy it to where you may.'],
  ELOOP: ['its symbolic links lead in a circle', 'Give the file itself.'],
  ENAMETOOLONG: ['the path is too long', 'Check the path.'],
  ERR_INVALID_ARG_VALUE: ['no path looks like this', 'Check the path.'],
  EISDIR: ['it is a directory', 'Give a file.'],
  EIO: ['the disk failed to deliver it', 'Copy it from elsewhere.'],
  EAGAIN: ['it has nothing to give now', null],
  ESTALE: ['it was removed on the server that it lies on', 'Copy it from elsewhere.'],
  EMFILE: ['too many files are open', 'Raise the limit (ulimit -n).'],
}

/** What was there has gone. */
export const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** What was a file is a link (`ELOOP`, by `O_NOFOLLOW`), or a socket or a device without a driver (`ENXIO`). */
export const isNoFile = (error: unknown): boolean => ['ELOOP', 'ENXIO', 'ENOTDIR'].includes(codeOf(error))

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Node appends the call and the whole path, which is said anyway. */
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/, [a-z]+(?: '[^']*')?$/, '') : String(error)

export const unreadable = (path: string, reason: string, advice: string | null): Problem => ({
  code: 'SOURCE_UNREADABLE',
  severity: 'error',
  detail: `${path} cannot be read: ${reason}`,
  advice,
  evidence: [],
  path,
})

/** What a failed system call says, as a problem of the path. */
export function systemProblem(path: string, error: unknown): Problem {
  const [reason, advice] = REASONS[codeOf(error)] ?? [messageOf(error), null]
  return unreadable(path, reason, advice)
}

/** Runs a step that asks the system; its failure is a `BundleError` that names the path. */
export async function asking<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw error instanceof BundleError ? error : new BundleError(systemProblem(path, error))
  }
}
