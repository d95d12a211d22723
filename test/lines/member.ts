import { readers } from '../../src/formats/index.ts'
import { readMember } from '../../src/lines/read-member.ts'
import type { Found } from '../../src/model/reader.ts'

/** Reads parts of one source with everything that oomlens reads; the reading may be broken off. */
export async function readParts(parts: readonly Uint8Array[], broken: Error | null = null) {
  const found: Found[] = []
  const source = await readMember(
    {
      path: 'a.log',
      sizeBytes: null,
      async *bytes() {
        yield* parts
        if (broken) throw broken
      },
    },
    readers,
    each => found.push(each),
  )
  return { source, found, codes: found.flatMap(each => ('code' in each ? [each.code] : [])) }
}
