import type { Incident, Report, SourceSummary } from '../model/report.ts'
import { sentences } from './complain.ts'

const GIVE = 'Give it dmesg, journal or syslog text, kubectl output, or a bundle of them; "oomlens formats" lists all.'

const NO_MEMORY_KILL: ReadonlySet<Incident['kind']> = new Set(['sigkill', 'eviction'])

/** Whether memory killed something, or the machine: what `--exit-code` tells of. */
export const memoryKillFound = (report: Report): boolean =>
  report.incidents.some(
    incident => !NO_MEMORY_KILL.has(incident.kind) && (incident.victims.length > 0 || incident.panic),
  )

const wasRead = (source: SourceSummary): boolean => source.format !== 'unknown' && source.lines > 0

/** Why nothing could be analysed, and what to give instead, in one line; null when something was read. */
export function nothingReadable(report: Report): string | null {
  const { sources, problems, bundle } = report
  const shown = (name: string): string => (name === '-' ? 'standard input' : name)
  const tells = problems.some(({ code }) => code === 'KILL_TOLD_ELSEWHERE')
  if (tells || report.incidents.length > 0 || sources.some(wasRead)) return null
  const failed = problems.find(
    ({ severity, code }) => (severity === 'error' && code !== 'SOURCE_BINARY') || code === 'SOURCE_CHANGED',
  )
  if (failed && sources.every(source => source.bytes === 0)) return sentences(failed.detail, failed.advice)
  const limited = problems.find(({ code }) => code === 'ARCHIVE_LIMIT')
  if (limited) return sentences(limited.detail, limited.advice)
  const exportable = problems.find(problem => problem.code === 'SOURCE_NEEDS_EXPORT')
  if (exportable) return sentences(exportable.detail, exportable.advice)
  if (sources.length > 1)
    return `${shown(bundle.name)}: none of its ${sources.length} files is a log that oomlens reads. ${GIVE}`
  const [only] = sources
  if (!only) return `${shown(bundle.name)}: no files in it. ${GIVE}`
  const name = only.path === bundle.name ? shown(only.path) : `${bundle.name}/${only.path}`
  if (only.bytes === 0) return `${name}: empty. ${GIVE}`
  const binary = problems.some(problem => problem.code === 'SOURCE_BINARY' && problem.path === only.path)
  return `${name}: not a log that oomlens reads${binary ? ' (binary data)' : ''}. ${GIVE}`
}
