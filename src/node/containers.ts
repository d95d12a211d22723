import { ARCHIVE_FORMATS } from '../archives/index.ts'

/** Ways to give a case, beside a plain file or directory, that `openBundle` opens by itself. */
export const containers: readonly string[] = ARCHIVE_FORMATS.map(format => format.id)
