import type { Bundle } from '../../src/model/bundle.ts'

/** A file of any size, in parts. */
export interface Parts {
  readonly path: string
  readonly parts: () => Iterable<string>
}

/** A kind of input that can be made as large as wanted. */
export interface Shape {
  readonly name: string
  /** Files that tell of `count` kills or ends, with what belongs to them. */
  files(count: number): readonly Parts[]
  /** How many incidents there must be, so that a shape that is not read any more is noticed. */
  incidents(count: number): number
}

/** Bytes that are lent in pieces of this size. */
const CHUNK = 64 * 1024

/** The same files each time, so that a bundle can be read twice. */
export const bundleOfShape = ({ name, files }: Shape, count: number): Bundle => ({
  name,
  async *members() {
    for (const { path, parts } of files(count)) {
      yield {
        path,
        sizeBytes: null,
        async *bytes() {
          const encoder = new TextEncoder()
          let text = ''
          for (const part of parts()) {
            text += part
            if (text.length < CHUNK) continue
            yield encoder.encode(text)
            text = ''
          }
          yield encoder.encode(text)
        },
      }
    }
  },
})

export const hex = (number: number): string => number.toString(16).padStart(8, '0')
export const idOf = (number: number): string => hex(number).repeat(8)
export const uidOf = (number: number): string => `${hex(number)}-0000-4000-8000-000000000000`

const START = Date.parse('2026-01-15T08:00:00Z')

/** A time so many seconds after the start, as objects and logs print it. */
export const at = (seconds: number): string => `${new Date(START + seconds * 1000).toISOString().slice(0, 19)}Z`

export function* times<T>(count: number, of: (number: number) => T): Generator<T> {
  for (let number = 0; number < count; number += 1) yield of(number)
}
