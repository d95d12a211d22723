import { describe, expect, it } from 'vitest'
import { readParts } from './member.ts'
import { bytesOf } from './scanned.ts'

const ascii = (text: string): readonly number[] => [...bytesOf(text)]
const file = (...head: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([
    ...head.flat(),
    ...new Array<number>(600).fill(0),
    ...ascii('MESSAGE=Out of memory: Killed process 7 (a)\n'),
  ])
const ZEROS = [0, 0, 0, 0, 0, 0, 0, 0]

describe('a file that is no text', () => {
  it.each([
    [
      'a journal',
      file(ascii('LPKSHHRH'), [0, 0, 0, 0, 0x0c, 0, 0, 0, 1], ZEROS),
      'journalctl --file FILE -o short-iso-precise',
    ],
    ['data of sysstat', file([0x96, 0xd5, 0x75, 0x21]), 'sar -A -f FILE'],
    ['data of sysstat, big-endian', file([0xd5, 0x96, 0x21, 0x75]), 'sadf -d FILE -- -A'],
    ['a dump of makedumpfile', file(ascii('KDUMP   ')), 'makedumpfile --dump-dmesg FILE dmesg.txt'],
    [
      'a core in ELF',
      file([0x7f], ascii('ELF'), [2, 1, 1, 0], ZEROS, [4, 0]),
      'makedumpfile --dump-dmesg FILE dmesg.txt',
    ],
    ['what age encrypted', file(ascii('age-encryption.org/v1\n-> X25519 abc\n')), 'talosctl support --no-encryption'],
  ])('%s: says what turns it into text, and reads nothing from it', async (_, bytes, command) => {
    const { source, found } = await readParts([bytes])
    expect(found).toMatchObject([{ code: 'SOURCE_NEEDS_EXPORT', severity: 'warning', path: 'a.log' }])
    expect(found[0]).toHaveProperty('advice', expect.stringContaining(command))
    expect(source).toMatchObject({ format: 'unknown', bytes: bytes.length, lines: 0, events: 0 })
  })

  it.each([
    ['a network capture', file([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0])],
    ['a program', Uint8Array.from([0x7f, ...ascii('ELF'), 2, 1, 1, 0, ...ZEROS, 3, 0])],
  ])('%s is binary, and nothing comes of it', async (_, bytes) => {
    expect((await readParts([bytes])).codes).toEqual(['SOURCE_BINARY'])
  })

  it('is none for a text that only begins like one', async () => {
    for (const line of ['LPKSHHRH is the signature', 'age-encryption.org/v1']) {
      const { source, codes } = await readParts([bytesOf(`${line}\n[    1.000000] text\n`)])
      expect(codes).toEqual([])
      expect(source).toMatchObject({ format: 'dmesg', lines: 2 })
    }
  })
})
