import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newHeldDocument } from '../../src/lines/held-document.ts'

it('a document holds what came, whatever was said of its size, and though its chunks are used again', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 20 })
  fc.assert(
    fc.property(chunks, fc.option(fc.nat(300)), (chunks, sizeBytes) => {
      const held = newHeldDocument(sizeBytes)
      const buffer = new Uint8Array(50)
      for (const chunk of chunks) {
        buffer.set(chunk)
        held.add(buffer.subarray(0, chunk.length))
      }
      expect([...held.bytes()]).toEqual(chunks.flatMap(chunk => [...chunk]))
    }),
  )
})
