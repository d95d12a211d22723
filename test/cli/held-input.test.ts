import { describe, expect, test } from 'vitest'
import { heldInput } from '../../src/cli/held-input.ts'

async function* given(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size).fill(size)
}

async function allOf(input: AsyncIterable<Uint8Array>): Promise<readonly number[]> {
  const bytes: number[] = []
  for await (const chunk of input) bytes.push(...chunk)
  return bytes
}

describe('standard input that is kept', () => {
  test('gives the same again, as often as it is asked', async () => {
    const input = heldInput(given(2, 3), 5)
    const first = await allOf(input)
    expect(first).toEqual([2, 2, 3, 3, 3])
    expect(await allOf(input)).toEqual(first)
    expect(await allOf(input)).toEqual(first)
  })

  test('is given whole where it is longer than what is kept, and once', async () => {
    const input = heldInput(given(2, 4), 5)
    expect(await allOf(input)).toHaveLength(6)
    await expect(allOf(input)).rejects.toThrow('longer than 5 bytes')
  })

  test('that was left before its end is not taken for all of it', async () => {
    const input = heldInput(given(2, 3), 5)
    for await (const _ of input) break
    await expect(allOf(input)).rejects.toThrow('not read to its end')
  })
})
