import { parseQuantity } from '../../model/quantity.ts'
import { type ApiTime, parseRfc3339 } from './rfc3339.ts'
import type { Value } from './value.ts'

/** A string that says something: the API's empty string means absent. */
export function textOf(value: Value | null): string | null {
  const text = value?.text() ?? null
  return text === '' ? null : text
}

/** A whole number that can be trusted to the last digit. */
export function integerOf(value: Value | null): number | null {
  const number = value?.number() ?? null
  return number !== null && Number.isSafeInteger(number) ? number : null
}

export function timeOf(value: Value | null): ApiTime | null {
  const text = value?.text() ?? null
  return text === null ? null : parseRfc3339(text)
}

/** A memory quantity in bytes. The API server writes strings; a bare number is what people write by hand. */
export function bytesOf(value: Value | null): number | null {
  const text = value?.text() ?? null
  if (text !== null) return parseQuantity(text)
  return integerOf(value)
}
