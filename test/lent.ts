import type { Member } from '../src/model/bundle.ts'

/** The same member, each chunk of which is overwritten when the next one is asked for, as a reader of files does. */
export const lent = (member: Member, size = 4096): Member => ({
  ...member,
  async *bytes() {
    for await (const chunk of member.bytes()) {
      for (let at = 0; at < chunk.length; at += size) {
        const part = new Uint8Array(chunk.subarray(at, at + size))
        yield part
        part.fill(0x4b)
      }
    }
  },
})
