import { resolve } from 'node:path'
import type { Output } from '../model/output.ts'
import type { Report } from '../model/report.ts'
import { redact } from '../redact/index.ts'
import { type CaseFlags, caseOptions } from './case-options.ts'
import { complain, sentences, UsageError } from './complain.ts'
import { type Io, type Parts, writeTo } from './io.ts'
import { limitOption, limitsOf } from './limit-option.ts'
import { viewOffer } from './offer.ts'
import { openProgress } from './progress.ts'
import { textWidth, wantsColor } from './terminal.ts'
import { memoryKillFound, nothingReadable } from './verdict.ts'
import { checkOutput, outputFile, writeNamed, writeOut } from './write-out.ts'

/** The options of `oomlens analyze`, as they were typed. */
export interface AnalyzeFlags extends CaseFlags {
  /** Not given: told by the name of the output. */
  readonly format?: string
  readonly output?: string
  readonly redact?: boolean
  readonly redactKey?: string
  readonly redactMap?: string
  readonly exitCode?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly color: boolean
}

const ECHOED_PROBLEMS = 5

/** Reads the case, writes the report, and gives the exit status. */
export async function analyzeCommand(
  paths: readonly string[],
  flags: AnalyzeFlags,
  io: Io,
  parts: Parts,
): Promise<number> {
  const options = caseOptions(flags)
  const limits = limitsOf(limitOption(flags.limit))
  checkRedaction(flags)
  checkOutput('--output', flags.output, paths)
  checkOutput('--redact-map', flags.redactMap, paths)
  const progress = openProgress(io, flags.quiet === true)
  let report: Report
  try {
    const bundle = await parts.openBundle(paths, { stdin: io.stdin, limits })
    report = await parts.analyze(bundle, { ...options, onProgress: progress.show })
  } finally {
    await progress.erase()
  }
  if (flags.redact) report = redacted(report, flags)
  const nothing = nothingReadable(report)
  const output = chosenOutput(flags, parts.outputs)
  if (nothing === null || output !== parts.outputs[0]) await writeReport(report, output, flags, io)
  if (nothing !== null) {
    await complain(io, nothing)
    return 2
  }
  if (!flags.quiet) {
    await echoProblems(report, io)
    if (!flags.redact && output === parts.outputs[0] && flags.output === undefined)
      await writeTo(io.stdout, viewOffer(paths, report, io))
  }
  return flags.exitCode && memoryKillFound(report) ? 1 : 0
}

function checkRedaction({ redact: asked, redactKey, redactMap, output }: AnalyzeFlags): void {
  if (!asked && (redactKey !== undefined || redactMap !== undefined))
    throw new UsageError('--redact-key and --redact-map belong to --redact, which is not given.')
  if (redactKey === '') throw new UsageError('--redact-key: the key is empty.')
  if (redactMap !== undefined && output !== undefined && resolve(redactMap) === resolve(output))
    throw new UsageError('--redact-map: the map undoes the redaction, so it cannot be written where the report goes.')
}

/** The report that may be shown, after what undoes it was written: without the map nothing is. */
function redacted(report: Report, { redactKey, redactMap }: AnalyzeFlags): Report {
  const { report: shown, map } = redact(report, { key: redactKey })
  if (redactMap === undefined) return shown
  writeNamed(redactMap, `${JSON.stringify(map, null, 2)}\n`)
  return shown
}

/** The format that was asked for, else the one whose extension the file has, else the first. */
function chosenOutput({ format, output: file }: AnalyzeFlags, outputs: readonly Output[]): Output {
  const extension = file === undefined ? null : /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase()
  const chosen =
    format === undefined
      ? (outputs.find(each => each.extension === extension) ?? outputs[0])
      : outputs.find(({ id }) => id === format)
  if (chosen) return chosen
  throw new UsageError(`--format: '${format}' is none of ${outputs.map(({ id }) => id).join(', ')}.`)
}

async function writeReport(report: Report, output: Output, flags: AnalyzeFlags, io: Io): Promise<void> {
  const file = outputFile(flags.output)
  const options = {
    width: textWidth(file === undefined ? io.columns : null),
    color: wantsColor(io, flags.color, file !== undefined),
    verbose: flags.verbose === true,
  }
  await writeOut(output.pieces(report, options), file, io)
}

async function echoProblems(report: Report, io: Io): Promise<void> {
  const errors = report.problems.filter(({ severity }) => severity === 'error')
  for (const { detail, advice } of errors.slice(0, ECHOED_PROBLEMS)) await complain(io, sentences(detail, advice))
  const more = errors.length - ECHOED_PROBLEMS
  if (more > 0) await complain(io, `${more} more of the kind ${more === 1 ? 'is' : 'are'} in the report`)
}
