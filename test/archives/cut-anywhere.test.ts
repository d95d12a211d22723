import { expect, test } from 'vitest'
import { archiveFormat } from '../../src/archives/formats.ts'
import { expanded } from './support.ts'
import { packers, zipOf } from './writers.ts'

const files = { 'node/dmesg.txt': `${'Killed process '.repeat(9)}\n`, 'pods.yaml': 'kind: Pod\n' }
const entries = Object.entries(files)
const all: typeof packers = { ...packers, '.stored.zip': each => zipOf(each, { compress: false }) }

/** Sizes and checksums of a zip stand behind stored content, which cannot be told from them where both are cut. */
const SLACK = 24

test.each(Object.keys(all))(
  '%s cut after any byte: what came before is given, and that it is cut is said',
  async kind => {
    const whole = (await all[kind]?.(files)) ?? new Uint8Array()
    const clean = await expanded(whole)
    expect(clean).toEqual({ files: entries, problems: [] })
    let quiet = 0
    for (let length = 0; length < whole.length; length += 1) {
      const cut = whole.subarray(0, length)
      // Before its mark is complete nothing tells what it is.
      if (archiveFormat(cut.subarray(0, 512)) === null) continue
      const { files: got, problems } = await expanded(cut)
      for (const [at, [name, content]] of got.entries()) {
        const [expectedName, expected = ''] = entries[at] ?? []
        if (archiveFormat(cut.subarray(0, 512))?.id !== 'tar' && got.length === 1 && name === 'bundle') {
          // Of a compressed tar nothing or less than a header came out.
          expect(content.length, `${length} bytes`).toBeLessThan(512)
          continue
        }
        expect(name, `${length} bytes`).toBe(expectedName)
        expect(expected.startsWith(content.slice(0, Math.max(0, content.length - SLACK))), `${length} bytes`).toBe(true)
      }
      if (problems.length === 0) {
        // Zeros behind the end mark of a tar, or the padding of a compressed one, are nobody's.
        expect(got, `${length} bytes`).toEqual(entries)
        quiet += 1
      }
      for (const { code, detail, path } of problems) {
        expect(['ARCHIVE_DAMAGED', 'SOURCE_UNREADABLE'], detail).toContain(code)
        expect(path).not.toBeNull()
      }
    }
    // Only of an uncompressed tar there are bytes that can go unnoticed.
    expect(quiet).toBeLessThan(kind === '.tar' ? whole.length : 1)
  },
)
