import type { AnalyzeOptions } from '../model/options.ts'
import { UsageError } from './complain.ts'
import { isZone, timeOption } from './time-option.ts'

/** What a case is narrowed or dated by, as it was typed: options that every command which reads a case takes. */
export interface CaseFlags {
  readonly node?: readonly string[]
  readonly namespace?: string
  readonly pod?: string
  readonly since?: string
  readonly until?: string
  readonly timezone?: string
  readonly now?: string
  readonly limit?: readonly string[]
}

/** `NAME` is a filter, `NAME=PATH` says which node a file or folder is of. No node's name holds an equals sign. */
function nodeOptions(given: readonly string[]): Pick<AnalyzeOptions, 'node' | 'nodePaths'> {
  const nodePaths = given.flatMap(text => {
    const at = text.indexOf('=')
    return at === -1 ? [] : [{ node: text.slice(0, at), path: text.slice(at + 1) }]
  })
  const names = given.filter(text => !text.includes('='))
  const empty = nodePaths.find(({ node, path }) => node === '' || path === '')
  if (empty) throw new UsageError(`--node: '${empty.node}=${empty.path}' lacks a part. Write it as NAME=PATH.`)
  if (names.length > 1) throw new UsageError(`--node: only one node can be asked for, not ${names.join(' and ')}.`)
  return { node: names[0], nodePaths }
}

export function caseOptions(flags: CaseFlags): AnalyzeOptions {
  const { timezone, namespace, pod } = flags
  if (timezone !== undefined && !isZone(timezone))
    throw new UsageError(`--timezone: '${timezone}' is no time zone. Write it as Europe/Berlin, or UTC.`)
  const zone = timezone ?? 'UTC'
  const since = timeOption('--since', flags.since, zone)
  const until = timeOption('--until', flags.until, zone)
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageError('--since is later than --until, so nothing lies between.')
  const { node, nodePaths } = nodeOptions(flags.node ?? [])
  return { timezone, node, nodePaths, namespace, pod, since, until, now: timeOption('--now', flags.now, zone) }
}
