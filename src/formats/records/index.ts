import type { RecordFormat } from '../../model/reader.ts'

/** Logs whose records take several lines each; the first that matches a source reads it. */
export const records: readonly RecordFormat[] = []
