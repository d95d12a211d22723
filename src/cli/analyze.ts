import type { AnalyzeOptions } from '../model/options.ts'
import type { Report } from '../model/report.ts'
import { complain, sentences, UsageError } from './complain.ts'
import { type Io, type Parts, writeTo } from './io.ts'
import { openProgress } from './progress.ts'
import { textWidth, wantsColor } from './terminal.ts'
import { isZone, timeOption } from './time-option.ts'
import { memoryKillFound, nothingReadable } from './verdict.ts'
import { writeFileWhole } from './write-file.ts'

/** The options of `oomlens analyze`, as they were typed. */
export interface AnalyzeFlags {
  readonly format: string
  readonly output?: string
  readonly node?: readonly string[]
  readonly namespace?: string
  readonly pod?: string
  readonly since?: string
  readonly until?: string
  readonly timezone?: string
  readonly now?: string
  readonly exitCode?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly color: boolean
}

const ECHOED_PROBLEMS = 5

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

function analyzeOptions(flags: AnalyzeFlags): AnalyzeOptions {
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

/** Reads the case, writes the report, and gives the exit status. */
export async function analyzeCommand(
  paths: readonly string[],
  flags: AnalyzeFlags,
  io: Io,
  parts: Parts,
): Promise<number> {
  const options = analyzeOptions(flags)
  const progress = openProgress(io, flags.quiet === true)
  let report: Report
  try {
    const bundle = await parts.openBundle(paths, { stdin: io.stdin })
    report = await parts.analyze(bundle, { ...options, onProgress: progress.show })
  } finally {
    await progress.erase()
  }
  const nothing = nothingReadable(report)
  if (nothing === null || flags.format !== 'text') await writeReport(report, flags, io, parts)
  if (nothing !== null) {
    await complain(io, nothing)
    return 2
  }
  if (!flags.quiet) await echoProblems(report, io)
  return flags.exitCode && memoryKillFound(report) ? 1 : 0
}

async function writeReport(report: Report, flags: AnalyzeFlags, io: Io, parts: Parts): Promise<void> {
  const output = parts.outputs.find(({ id }) => id === flags.format)
  if (!output)
    throw new UsageError(`--format: '${flags.format}' is none of ${parts.outputs.map(({ id }) => id).join(', ')}.`)
  const file = flags.output === '-' ? undefined : flags.output
  const text = output.write(report, {
    width: textWidth(file === undefined ? io.columns : null),
    color: wantsColor(io, flags.color, file !== undefined),
    verbose: flags.verbose === true,
  })
  try {
    if (file === undefined) await writeTo(io.stdout, text)
    else writeFileWhole(file, text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${file ?? 'standard output'} cannot be written: ${reason}`)
  }
}

async function echoProblems(report: Report, io: Io): Promise<void> {
  const errors = report.problems.filter(({ severity }) => severity === 'error')
  for (const { detail, advice } of errors.slice(0, ECHOED_PROBLEMS)) await complain(io, sentences(detail, advice))
  const more = errors.length - ECHOED_PROBLEMS
  if (more > 0) await complain(io, `${more} more of the kind are in the report`)
}
