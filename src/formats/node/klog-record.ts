import { readGoStruct } from '../../../grammars/node/go-struct.ts'
import { readLogPairs } from '../../../grammars/node/log-pairs.ts'
import type { Body } from '../../model/reader.ts'
import { goUnquoted } from './go-text.ts'

/** A structured message: what it says, and its values without quotes. */
export interface KlogRecord {
  readonly message: string
  /** The value of a key; null where it is not there or empty. Of a key that stands there twice, the last. */
  get(key: string): string | null
}

/** The fields of a struct by lower-case name without `_`; of a name that stands there twice, the first. */
export type Fields = ReadonlyMap<string, string>

/** Programs that log with klog write its header, or a record of JSON (`--logging-format=json`) that reads as one. */
export const isKlog = (body: Body): boolean =>
  body.origin !== 'kernel' && (body.envelopes.includes('klog') || body.envelopes.includes('klog-json'))

/** Null for a line that is none, such as those of printf that kubelets before 1.21 write. */
export function klogRecord(body: Body): KlogRecord | null {
  if (!isKlog(body) || !body.text.startsWith('"')) return null
  const reading = readLogPairs(body.text)
  if (!reading.ok || reading.value.message === null) return null
  const values = new Map(reading.value.pairs.map(({ key, value }) => [key, goUnquoted(value)]))
  return { message: goUnquoted(reading.value.message), get: key => values.get(key) || null }
}

/** A struct as Go prints it, in any of the ways; empty for a text that is none. */
export function fieldsOf(text: string): Fields {
  const reading = readGoStruct(text)
  const fields = new Map<string, string>()
  for (const { key, value } of reading.ok ? reading.value : []) {
    const name = key.toLowerCase().replaceAll('_', '')
    if (!fields.has(name) && value !== '' && value !== '""') fields.set(name, goUnquoted(value))
  }
  return fields
}
