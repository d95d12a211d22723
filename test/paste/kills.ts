import { analyze, bundleOf } from '../../src/index.ts'
import type { Report } from '../../src/model/report.ts'

export const reportOf = (text: string, name = 'paste.txt'): Promise<Report> =>
  analyze(bundleOf('case', { [name]: text }))

/** `kind pod/container` of every incident, with `-` for what is not known, and `comm[pid]` where a process is named. */
export const killsIn = (report: Report): readonly string[] =>
  report.incidents.map(({ kind, victims: [victim] }) => {
    const pod = victim?.pod ? `${victim.pod.namespace ?? ''}/${victim.pod.name ?? '-'}` : '-'
    const who = victim?.pid == null ? '' : ` ${victim.comm}[${victim.pid}]`
    return `${kind} ${pod}:${victim?.container?.name ?? '-'}${who}`
  })

export const killsOf = async (text: string, name?: string): Promise<readonly string[]> =>
  killsIn(await reportOf(text, name))

/** Every line after a mark, as mail programs and forums put it. */
export const behind = (mark: string, text: string): string =>
  text
    .split('\n')
    .map(line => `${mark}${line}`)
    .join('\n')
