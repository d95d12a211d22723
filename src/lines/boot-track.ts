import { CARRIERS } from '../model/carriers.ts'
import { lineSpan } from '../model/line.ts'
import type { Body } from '../model/reader.ts'
import type { BootPart, ClockPair } from '../model/source.ts'
import { NO_STAMP, type Stamp } from '../model/stamp.ts'

/** Lines of different processors swap places by microseconds; a clock that falls back by seconds is another boot. */
const BACKWARDS_SECONDS = 5
const BANNER = /^Linux version (\d\S*) \(/

interface Draft {
  readonly boot: number
  host: string | null
  first: Stamp
  last: Stamp
  pair: ClockPair | null
  release: string | null
  latestSeconds: number | null
  isOfKernel: boolean
}

/** A banner is the first line of a boot, or almost: some lines of the same second may come before it. */
function isAnother(current: Draft, banner: Stamp): boolean {
  if (current.release !== null) return true
  if (banner.wall === null || current.first.wall === null) return false
  return banner.wall.epochMs - current.first.wall.epochMs > BACKWARDS_SECONDS * 1000
}

/** A time that whoever wrote the line put there, and no name of a program: the log of any program has such lines. */
const isAnyones = (ident: string | null, stamp: Stamp): boolean => ident === null && stamp.wall?.clock === 'writer'

/** The kernel's own log, by its wrapping or its stamps; a report in it proves the same. */
const isOfKernel = ({ ident, origin, stamp, envelopes }: Body): boolean =>
  origin === 'kernel' ||
  stamp.bootSeconds !== null ||
  (!isAnyones(ident, stamp) && envelopes.some(id => !CARRIERS.has(id)))
const isTimed = (stamp: Stamp): boolean => stamp.bootSeconds !== null || stamp.wall !== null
const lag = (pair: ClockPair): number => pair.wall.epochMs / 1000 - pair.bootSeconds

const partOf = (draft: Draft): BootPart => ({
  boot: draft.boot,
  host: draft.host,
  first: draft.first,
  last: draft.last,
  leastDelayed: draft.pair,
  release: draft.release,
  isOfKernel: draft.isOfKernel,
})

/** Follows the boots of a source from line to line. */
export interface BootTrack {
  readonly boot: number
  /** True when this line begins another boot. */
  note(body: Body): boolean
  /** A line told of what only kernels do: this log is one of a kernel. */
  prove(): void
  parts(): readonly BootPart[]
}

/** `next` numbers the boots of a source, whichever machine they are of. */
export function newBootTrack(next: () => number): BootTrack {
  const drafts: Draft[] = []
  let reserved: number | null = next()
  const open = (): Draft => {
    const boot = reserved ?? next()
    reserved = null
    const draft: Draft = {
      boot,
      host: null,
      first: NO_STAMP,
      last: NO_STAMP,
      pair: null,
      release: null,
      latestSeconds: null,
      isOfKernel: false,
    }
    drafts.push(draft)
    return draft
  }
  return {
    get boot() {
      return drafts.at(-1)?.boot ?? reserved ?? 0
    },
    note(body) {
      // Only the kernel's own lines tell of its boots.
      if (body.envelopes.length === 0 || body.origin === 'user') return false
      let current = drafts.at(-1) ?? open()
      const { stamp } = body
      const seconds = stamp.bootSeconds
      const release = BANNER.exec(body.text)?.[1] ?? null
      const fellBack =
        seconds !== null && current.latestSeconds !== null && seconds < current.latestSeconds - BACKWARDS_SECONDS
      const begins = fellBack || (release !== null && isTimed(current.first) && isAnother(current, stamp))
      if (begins) current = open()
      current.release ??= release
      current.isOfKernel ||= release !== null || isOfKernel(body)
      current.host ??= body.host
      if (isTimed(stamp)) {
        if (!isTimed(current.first)) current.first = stamp
        current.last = stamp
      }
      if (seconds !== null) current.latestSeconds = Math.max(seconds, current.latestSeconds ?? seconds)
      if (seconds !== null && stamp.wall !== null) {
        const pair = { bootSeconds: seconds, wall: stamp.wall, span: lineSpan(body.line) }
        if (current.pair === null || lag(pair) < lag(current.pair)) current.pair = pair
      }
      return begins
    },
    prove() {
      const current = drafts.at(-1)
      if (current) current.isOfKernel = true
    },
    parts: () => drafts.filter(draft => isTimed(draft.first)).map(partOf),
  }
}
