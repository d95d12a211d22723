import { constants } from 'node:buffer'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { formatBytes } from '../model/bytes.ts'
import { REPORT_SCHEMA, type Report } from '../model/report.ts'
import { UsageError } from './complain.ts'

const HEAD_BYTES = 512
/** The first key of a report names its schema, whichever version it is of. */
const SCHEMA = /^\ufeff?\s*\{\s*"schema"\s*:\s*"(oomlens\.report\.[^"]+)"/

function headOf(path: string): string {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0)).toString()
  } finally {
    closeSync(file)
  }
}

/** The schema of a report that was saved as JSON; null for every other file, and for what cannot be read. */
export function savedSchema(path: string): string | null {
  try {
    return statSync(path).isFile() ? (SCHEMA.exec(headOf(path))?.[1] ?? null) : null
  } catch {
    return null
  }
}

/** A saved report as a report. Throws a `UsageError` where it is of another version, or damaged. */
export async function readSavedReport(path: string, schema: string): Promise<Report> {
  if (schema !== REPORT_SCHEMA)
    throw new UsageError(
      `${path}: a report of schema ${schema}; this version reads ${REPORT_SCHEMA}. Analyze the bundle again.`,
    )
  const { size } = statSync(path)
  if (size > constants.MAX_STRING_LENGTH)
    throw new UsageError(
      `${path}: a saved report of ${formatBytes(size)} is too large to be read back (${formatBytes(constants.MAX_STRING_LENGTH)} at most). View what it was made from; --pod, --since and --until show a part of it.`,
    )
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${path}: a saved report that is damaged: ${reason}. Analyze the bundle again.`)
  }
  // Loaded when asked for, since it is large.
  const fault = (await import('./report-shape.ts')).faultOfReport(value)
  if (fault) throw new UsageError(`${path}: a saved report that is damaged: ${fault}. Analyze the bundle again.`)
  return value as Report
}
