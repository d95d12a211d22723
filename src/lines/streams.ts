import type { Body, OpenBlock } from '../model/reader.ts'
import { type BootTrack, newBootTrack } from './boot-track.ts'

/** The lines of one machine in a source: its boots, and the reports that are being read. */
export interface Stream {
  readonly track: BootTrack
  /** Reports that are being read, by the kind of block. */
  readonly open: Map<object, OpenBlock>
  /** True until a line that is whole was seen. */
  isFirst: boolean
  /** True until a line with a wrapping was seen: text may stand before a log that was pasted. */
  isBare: boolean
}

/** Machines of a source: one as a rule, several where a collector merged their logs. */
export interface Streams {
  /** The stream that a line belongs to; one without a host belongs to the machine of the line before. */
  of(body: Body): Stream
  all(): readonly Stream[]
  /** The machine that the source is of; null where none is named, or where lines of several come and go. */
  host(): string | null
}

/** What a machine calls itself until it is told its name. */
const NAMELESS = /^(?:localhost(?:\.localdomain)?|\(none\))$/i
/** A log of more machines is none that is known; the rest of it is read as of the last. */
const MOST = 1000
/** A host that comes back once may be a misread line. */
const MIXED_RETURNS = 2

const shortName = (host: string): string => host.toLowerCase().split('.', 1)[0] ?? ''
const isSame = (a: string, b: string): boolean => shortName(a) === shortName(b) || NAMELESS.test(a) || NAMELESS.test(b)

export function newStreams(): Streams {
  let boots = 0
  const newStream = (): Stream => ({ track: newBootTrack(() => boots++), open: new Map(), isFirst: true, isBare: true })
  const streams = [newStream()]
  const byHost = new Map<string, Stream>()
  let current = streams[0] as Stream
  /** Host of the current stream's last line. */
  let latest: string | null = null
  let first: string | null = null
  let previous: string | null = null
  let returns = 0
  const seen = new Set<string>()

  function note(host: string): void {
    first ??= host
    if (previous !== null && !isSame(previous, host) && seen.has(host)) returns += 1
    previous = host
    if (seen.size < MOST) seen.add(host)
  }

  return {
    of(body) {
      const { host } = body
      if (host === null) return current
      note(host)
      if (host === latest) return current
      const known = byHost.get(host)
      // Only the kernel's lines make a machine; other programs write anything where a host stands.
      const isOther = latest !== null && !isSame(latest, host) && body.origin !== 'user' && streams.length < MOST
      if (known) current = known
      else if (isOther) {
        current = newStream()
        streams.push(current)
      } else if (body.origin === 'user') return current
      latest = host
      byHost.set(host, current)
      return current
    },
    all: () => streams,
    host: () => (returns >= MIXED_RETURNS ? null : first),
  }
}
