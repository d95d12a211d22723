/** What the system's error codes mean to someone who said where to write. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its directory does not exist',
  ENOTDIR: 'a part of the path is no directory',
  EACCES: 'permission denied',
  EPERM: 'the system does not allow it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it would be larger than a file may be',
  EEXIST: 'a file of that name is there',
  EISDIR: 'it is a directory',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'it is a socket, or a device that is not there',
  EIO: 'the disk failed to take it',
}

/** Why something could not be written, in words. */
export function unwritable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // Node appends the call and the whole path, which is said anyway.
  const message = error instanceof Error ? error.message.replace(/, [a-z]+(?: '[^']*')?$/, '') : String(error)
  return REASONS[code] ?? message
}
