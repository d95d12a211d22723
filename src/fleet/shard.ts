/** A part of a fleet: `index` counts from 0 to `count - 1`, as array jobs of Kubernetes and AWS Batch do. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** FNV-1a over UTF-8, 32 bits, then the finishing steps of MurmurHash3, since the last bits of FNV-1a alone are uneven. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** By the name alone, never by the content or the other bundles: a bundle more moves no other to another shard. */
export const shardOf = (name: string, count: number): number => hash32(name) % count

export const isInShard = (name: string, { index, count }: Shard): boolean => shardOf(name, count) === index
