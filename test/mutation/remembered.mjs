// Reading takes most of the time of a case, and no mutant of engine or rules changes it: what a source gave is kept.
import { createHash } from 'node:crypto'
import { readMember as read } from '../../src/lines/read-member.ts'

/** By readers, then by path and bytes. */
const kept = new WeakMap()

async function chunksOf(member) {
  const chunks = []
  try {
    for await (const chunk of member.bytes()) chunks.push(chunk.slice())
    return { chunks }
  } catch (error) {
    return { chunks, error }
  }
}

async function readOnce(member, readers, { chunks, error }) {
  const found = []
  const bytes = async function* () {
    yield* chunks
    if (error) throw error
  }
  const source = await read({ ...member, bytes }, readers, each => found.push(each))
  return { found, source }
}

export async function readMember(member, readers, found, onBytes = () => {}) {
  const held = await chunksOf(member)
  const hash = createHash('sha1').update(`${member.path}\n${member.sizeBytes}\n${held.error ?? ''}\n`)
  for (const chunk of held.chunks) hash.update(chunk)
  const key = hash.digest('hex')
  const sources = kept.get(readers) ?? new Map()
  kept.set(readers, sources)
  if (!sources.has(key)) sources.set(key, await readOnce(member, readers, held))
  const known = sources.get(key)
  for (const chunk of held.chunks) onBytes(chunk.length)
  for (const each of known.found) found(each)
  return known.source
}
