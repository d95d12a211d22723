import type { Body } from '../../model/reader.ts'

/** Whether a line is of a program: its wrapping says so, may not know, or says otherwise (null). */
export type Authorship = 'proven' | 'possible' | null

/** `journalctl -o with-unit` prints the unit of a program in place of its name. */
const nameOf = (ident: string): string => ident.replace(/\.service$/, '')

/** For programs that write to the journal or to a file of their own; what the kernel says is none of theirs. */
export function writtenBy(body: Body, names: readonly string[]): Authorship {
  const { ident, origin } = body
  if (ident !== null) return names.includes(nameOf(ident)) ? 'proven' : null
  return origin === 'kernel' ? null : 'possible'
}

/** For drivers of the kernel. */
export function writtenByKernel({ ident, origin }: Body): Authorship {
  if (origin === 'user' || (ident !== null && ident !== 'kernel')) return null
  return origin === 'kernel' ? 'proven' : 'possible'
}

/** True for a line of the same program on the same machine. */
export const isSameWriter = (a: Body, b: Body): boolean =>
  a.ident === b.ident && a.host === b.host && (a.origin === 'kernel') === (b.origin === 'kernel')

const secondsOf = ({ stamp }: Body): number | null =>
  stamp.bootSeconds ?? (stamp.wall === null ? null : stamp.wall.epochMs / 1000)

/** Seconds from one line to another of one log; null where they lack a time. */
export function secondsBetween(a: Body, b: Body): number | null {
  const [from, to] = [secondsOf(a), secondsOf(b)]
  return from === null || to === null ? null : to - from
}

/** The text without what programs and daemons of syslog indent it by; rsyslog writes a tab as its octal code. */
export const unindented = (text: string): string => text.replace(/^(?:\s|#011)+/, '')
