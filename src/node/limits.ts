export { ARCHIVE_LIMITS, type ArchiveLimits } from '../archives/index.ts'
