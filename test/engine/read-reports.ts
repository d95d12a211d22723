import { type Digest, digest } from '../../src/engine/incident/digest.ts'
import { kit } from '../../src/kit.ts'
import { readMember } from '../../src/lines/read-member.ts'
import type { OomReport } from '../../src/model/kernel.ts'
import type { Found } from '../../src/model/reader.ts'

/** What the readers find in a text. */
export async function foundIn(text: string, path = 'kernel.log'): Promise<readonly Found[]> {
  const found: Found[] = []
  const bytes = new TextEncoder().encode(text)
  const member = {
    path,
    sizeBytes: bytes.length,
    async *bytes() {
      yield bytes
    },
  }
  await readMember(member, kit.readers, each => found.push(each))
  return found
}

const isReport = (found: Found): found is OomReport => 'kind' in found && found.kind === 'kernel.oom-report'

export const reportsIn = async (text: string, path?: string): Promise<readonly OomReport[]> =>
  (await foundIn(text, path)).filter(isReport)

export const digestsIn = async (text: string, path?: string): Promise<readonly Digest[]> =>
  (await reportsIn(text, path)).map(digest)
