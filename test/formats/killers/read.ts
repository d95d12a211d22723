import { readers } from '../../../src/formats/index.ts'
import { readMember } from '../../../src/lines/read-member.ts'
import { bundleOf, isProblem } from '../../../src/model/bundle.ts'
import type { KillerKill, UnitOom } from '../../../src/model/killer.ts'
import type { Found } from '../../../src/model/reader.ts'

/** Everything that is found in a text. */
export async function foundIn(text: string): Promise<readonly Found[]> {
  const found: Found[] = []
  for await (const member of bundleOf('case', { 'log.txt': text }).members()) {
    if (!isProblem(member)) await readMember(member, readers, each => found.push(each))
  }
  return found
}

export const killsIn = async (text: string): Promise<readonly KillerKill[]> =>
  (await foundIn(text)).filter((each): each is KillerKill => 'kind' in each && each.kind === 'killer.kill')

export const unitsIn = async (text: string): Promise<readonly UnitOom[]> =>
  (await foundIn(text)).filter((each): each is UnitOom => 'kind' in each && each.kind === 'systemd.unit-oom')

/** One kill in few words: whom, how it ended, and by which policy. */
export const brief = ({ killer, cgroup, victims, signal, outcome, escalated }: KillerKill): string =>
  [
    killer,
    ...(cgroup === null ? [] : [cgroup]),
    ...victims.map(({ pid, comm, uid, rssKiB }) => `${comm}:${pid} uid ${uid} rss ${rssKiB}`),
    `${signal}${escalated ? ' escalated' : ''} ${outcome}`,
  ].join(', ')

/** A line of a program in the forms in which logs hold it. */
export const wrapped = (program: string, line: string): Readonly<Record<string, string>> => ({
  'journalctl short': `Oct 07 08:31:01 web-07 ${program}[232]: ${line}`,
  'journalctl in Russian without hosts': `окт 07 08:31:01 ${program}[232]: ${line}`,
  'journalctl short-full': `Wed 2026-10-07 08:31:01 UTC web-07 ${program}[232]: ${line}`,
  'journalctl with-unit': `Wed 2026-10-07 08:31:01 UTC web-07 ${program}.service[232]: ${line}`,
  'journalctl short-monotonic': `[   61.574139] web-07 ${program}[232]: ${line}`,
  'journalctl short-unix': `1791361861.574139 web-07 ${program}[232]: ${line}`,
  syslog: `2026-10-07T08:31:01.648618+00:00 web-07 ${program}[232]: ${line}`,
  'RFC 5424': `<29>1 2026-10-07T08:31:01.648618+00:00 web-07 ${program} 232 - -  ${line}`,
  'journal JSON': JSON.stringify({
    __REALTIME_TIMESTAMP: '1791361861574139',
    _TRANSPORT: 'stdout',
    SYSLOG_IDENTIFIER: program,
    _HOSTNAME: 'web-07',
    MESSAGE: line,
  }),
})
