import type { RecordFormat } from '../../model/reader.ts'
import { backwards } from './backwards.ts'
import { journalExport } from './journal-export.ts'
import { journalVerbose } from './journal-verbose.ts'
import { json } from './json.ts'
import { pstore } from './pstore.ts'

/** Logs whose records take several lines each; the first that matches a source reads it. */
export const records: readonly RecordFormat[] = [pstore, journalExport, journalVerbose, json, backwards]
