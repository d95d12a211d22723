import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

export type Kind =
  | 'app'
  | 'container'
  | 'env'
  | 'host'
  | 'id'
  | 'image'
  | 'ip'
  | 'mac'
  | 'node'
  | 'ns'
  | 'path'
  | 'pod'
  | 'text'
  | 'uid'
  | 'url'
  | 'user'

/** What stands in for something, as it may be met again in a report that was redacted before. */
export const TOKEN: string =
  '(?:app|container|env|host|id|image|ip|mac|node|ns|path|pod|text|uid|url|user)-[0-9a-f]{12}'

/** Without a key of the user: anybody can compute these tokens for a name that he guesses. */
const DEFAULT_KEY = 'oomlens'

/** UTF-8 by the language alone: the core has no `TextEncoder`. A lone surrogate counts as U+FFFD. */
function bytesOf(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const read = character.codePointAt(0) ?? 0
    const point = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
  }
  return Uint8Array.from(bytes)
}

export interface Tokens {
  /** The token of a kind for what was found; the same for the same `identity`, however it was spelled. */
  of(kind: Kind, found: string, identity?: string): string
  /** What was replaced, by what. */
  readonly map: ReadonlyMap<string, string>
}

export function newTokens(key: string = DEFAULT_KEY): Tokens {
  const secret = bytesOf(key)
  const known = new Map<string, string>()
  const map = new Map<string, string>()
  return {
    map,
    of(kind, found, identity = found) {
      const name = `${kind}\0${identity}`
      let token = known.get(name)
      if (token === undefined) {
        const digest = hmac(sha256, secret, bytesOf(name)).subarray(0, 6)
        token = `${kind}-${Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')}`
        known.set(name, token)
      }
      map.set(found, token)
      return token
    },
  }
}
