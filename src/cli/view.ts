import type { Bundle } from '../model/bundle.ts'
import type { AnalyzeOptions } from '../model/options.ts'
import type { Report } from '../model/report.ts'
import { type CaseFlags, caseOptions } from './case-options.ts'
import { complain, UsageError } from './complain.ts'
import type { Io, Parts } from './io.ts'
import { heldInput } from './held-input.ts'
import { limitOption, limitsOf } from './limit-option.ts'
import { openProgress } from './progress.ts'
import { readSavedReport, savedSchema } from './saved-report.ts'
import { textWidth, wantsColor } from './terminal.ts'
import { nothingReadable } from './verdict.ts'
import { isThere, writePiecesWhole } from './write-file.ts'
import { writeOut } from './write-out.ts'

/** The options of `oomlens view`, as they were typed. */
export interface ViewFlags extends CaseFlags {
  readonly color: boolean
  readonly verbose?: boolean
}

/** What is to be shown: a case that is read, or a saved report, which may have its case beside it. */
interface Subject {
  readonly name: string
  /** Null where only a saved report was given. */
  readonly bundle: Bundle | null
  load(onProgress: AnalyzeOptions['onProgress']): Promise<Report>
  /** Why there is nothing to show; null where there is something. A saved report has been found worth saving. */
  nothingIn(report: Report): string | null
}

async function subjectOf(paths: readonly string[], flags: ViewFlags, io: Io, parts: Parts): Promise<Subject> {
  const options = caseOptions(flags)
  const limits = limitsOf(limitOption(flags.limit))
  const schemas = paths.map(path => ({ path, schema: savedSchema(path) }))
  const saved = schemas.filter(({ schema }) => schema !== null)
  const others = schemas.filter(({ schema }) => schema === null).map(({ path }) => path)
  if (saved.length > 1) throw new UsageError('Only one saved report can be shown at a time.')
  const bundle = others.length === 0 ? null : await parts.openBundle(others, { stdin: io.stdin, limits })
  const [report] = saved
  if (report) {
    if (Object.values(options).some(value => value !== undefined && !(Array.isArray(value) && value.length === 0)))
      throw new UsageError(
        `${report.path}: a saved report is shown as it is; filters and zones are for what is read. f filters in the view.`,
      )
    return {
      name: report.path,
      bundle,
      load: async () => readSavedReport(report.path, report.schema ?? ''),
      nothingIn: () => null,
    }
  }
  if (!bundle) throw new UsageError('Nothing to show was given.')
  return {
    name: bundle.name,
    bundle,
    load: onProgress => parts.analyze(bundle, { ...options, onProgress }),
    nothingIn: nothingReadable,
  }
}

/** Where no screen can be drawn, the report is printed. */
async function printed(subject: Subject, flags: ViewFlags, io: Io, parts: Parts): Promise<number> {
  await complain(io, 'view needs a terminal for keys and screen, and this is none. The report as text instead:')
  const progress = openProgress(io, false)
  let report: Report
  try {
    report = await subject.load(progress.show)
  } finally {
    await progress.erase()
  }
  const nothing = subject.nothingIn(report)
  if (nothing !== null) {
    await complain(io, nothing)
    return 2
  }
  const text = parts.outputs.find(({ id }) => id === 'text') ?? parts.outputs[0]
  const options = {
    width: textWidth(io.columns),
    color: wantsColor(io, flags.color, false),
    verbose: flags.verbose === true,
  }
  await writeOut(text?.pieces(report, options) ?? [], undefined, io)
  return 0
}

const isUtf8 = ({ env }: Io): boolean => /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '')

/** Shows the case on the terminal until the user leaves; gives the exit status. */
export async function viewCommand(paths: readonly string[], flags: ViewFlags, io: Io, parts: Parts): Promise<number> {
  const terminal = io.terminal()
  const subject = await subjectOf(paths, flags, terminal ? { ...io, stdin: heldInput(io.stdin) } : io, parts)
  if (!terminal) return printed(subject, flags, io, parts)
  if (paths.includes('-') && terminal.stdin === process.stdin)
    throw new UsageError('view takes keys from the terminal, so nobody can type a case there. Pipe it, or give a file.')
  let nothing: string | null = null
  await parts.view({
    name: subject.name,
    bundle: subject.bundle,
    terminal,
    look: { color: wantsColor(io, flags.color, false), unicode: isUtf8(io), verbose: flags.verbose === true },
    spoken: io.env.INK_SCREEN_READER === 'true',
    outputs: parts.outputs,
    async load(onProgress) {
      const report = await subject.load(onProgress)
      nothing = subject.nothingIn(report)
      return nothing === null ? report : null
    },
    async save(file, pieces, overwrite) {
      if (!overwrite && isThere(file)) return 'exists'
      await writePiecesWhole(file, pieces)
      return 'written'
    },
  })
  if (nothing === null) return 0
  await complain(io, nothing)
  return 2
}
