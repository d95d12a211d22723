import type { Problem } from '../model/problem.ts'

const COPY_AGAIN = 'Copy it again from where it was made. Everything before the damage was used.'

const about = (path: string, problem: Pick<Problem, 'code' | 'severity' | 'detail' | 'advice'>): Problem => ({
  ...problem,
  evidence: [],
  path,
})

export const damaged = (path: string, detail: string, severity: 'warning' | 'error' = 'error'): Problem =>
  about(path, { code: 'ARCHIVE_DAMAGED', severity, detail, advice: COPY_AGAIN })

/** What a problem of the stream below means for what is made of it: something of that is missing. */
const because = (cause: Problem, what: string, path: string): Problem => ({
  ...cause,
  severity: 'error',
  detail: `${cause.detail}; ${what}`,
  path,
})

/** The same, where the problem is an error by itself: then it is told once. */
export const asError = (cause: Problem, what: string, path: string): Problem =>
  cause.severity === 'error' ? cause : because(cause, what, path)

/** The end of an archive came inside a member. `cause` is why the archive ends there, where a layer below knows. */
export function cutShort(archive: string, path: string, got: number, size: number, cause: Problem | null): Problem {
  const where = `${path} has ${got} of its ${size} bytes`
  return cause ? because(cause, where, path) : damaged(path, `${archive} ends inside a member: ${where}`)
}

/** Caps that the user may raise. */
export type LimitName = 'depth' | 'ratio' | 'totalBytes' | 'members' | 'heldBytes'

const UNPACK = 'unpack it yourself and give the directory'

/** `limit` is the cap that ended the reading, and its value. */
export const overLimit = (path: string, what: string, limit: LimitName, value: number): Problem =>
  about(path, {
    code: 'ARCHIVE_LIMIT',
    severity: 'error',
    detail: `${path} is not read further: ${what}`,
    advice: `If you trust it, allow more (--limit ${limit}=${2 * value}), or ${UNPACK}.`,
  })

export const sharedBytes = (archive: string, members: string): Problem =>
  about(archive, {
    code: 'ARCHIVE_LIMIT',
    severity: 'error',
    detail: `${archive} is not read further: members share their bytes, as in a bomb (${members})`,
    advice: `If you trust it, ${UNPACK}.`,
  })

export const twoNames = (archive: string, members: string): Problem =>
  about(archive, {
    code: 'ARCHIVE_DAMAGED',
    severity: 'warning',
    detail: `${archive} has two names for a member, in its directory and before its content; the one in the directory is used (${members})`,
    advice: 'Ask who made it: an archive may be made so that one program shows what another does not.',
  })

export const unsupported = (path: string, format: string, command: string): Problem =>
  about(path, {
    code: 'SOURCE_UNREADABLE',
    severity: 'error',
    detail: `${path} is ${format}, which oomlens does not open`,
    advice: `Unpack it first (${command}) and give what comes out.`,
  })

export const skipped = (path: string, what: string, advice: string | null): Problem =>
  about(path, { code: 'ARCHIVE_MEMBER_SKIPPED', severity: 'info', detail: `${path} is ${what}: left out`, advice })
