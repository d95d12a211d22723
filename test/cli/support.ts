import type { Io, Parts } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { topics } from '../../src/cli/topics.ts'
import { type Bundle, BundleError, isProblem } from '../../src/model/bundle.ts'
import type { AnalyzeOptions } from '../../src/model/options.ts'
import { outputOf } from '../../src/model/output.ts'
import type { Problem } from '../../src/model/problem.ts'
import type { Incident, Report, SourceSummary } from '../../src/model/report.ts'
import { openBundle } from '../../src/node/index.ts'
import type { Terminal, ViewRequest } from '../../src/tui/index.ts'

export const source = (path: string, format = 'dmesg', lines = 1, bytes = 10): SourceSummary => ({
  path,
  format,
  bytes,
  lines,
  events: 0,
  from: null,
  to: null,
  node: null,
})

export const problem = (
  code: Problem['code'],
  path: string,
  detail: string,
  advice: string | null = null,
): Problem => ({
  code,
  severity: 'error',
  detail,
  advice,
  evidence: [],
  path,
})

export const report = (parts: Partial<Report> = {}): Report => ({
  schema: 'oomlens.report.v1',
  generator: { name: 'oomlens', version: '1.2.3' },
  bundle: { name: 'case', layout: 'plain', capturedAt: null },
  nodes: [],
  sources: [source('dmesg.txt')],
  headline: 'nothing happened',
  incidents: [],
  thrashing: [],
  series: [],
  timeline: [],
  timelineOmitted: 0,
  triage: [],
  groups: [],
  contradictions: [],
  missing: [],
  healthy: [],
  problems: [],
  ...parts,
})

/** As much of an incident as the command line looks at. */
export const incident = (kind: Incident['kind'], victims: number, panic = false): Incident =>
  ({ kind, panic, victims: Array.from({ length: victims }, () => ({})) }) as unknown as Incident

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** What `analyze` was called with; null when it was not. */
  readonly options: AnalyzeOptions | null
  /** What was shown on a terminal; null when nothing was. */
  readonly viewed: ViewRequest | null
}

export interface Setting {
  readonly report?: Report
  readonly parts?: Partial<Parts>
  readonly env?: Io['env']
  readonly columns?: number | null
  readonly terminal?: Terminal
  readonly stdoutTTY?: boolean
  readonly stderrTTY?: boolean
  readonly stdin?: Uint8Array
  /** What writing to standard output ends with. */
  readonly stdoutError?: string
}

/** A stand-in for the engine: reads everything, knows text from binary data, finds nothing. */
export async function reading(bundle: Bundle): Promise<Report> {
  const sources: SourceSummary[] = []
  const problems: Problem[] = []
  for await (const item of bundle.members()) {
    if (isProblem(item)) {
      problems.push(item)
      continue
    }
    let text = ''
    try {
      for await (const chunk of item.bytes()) text += new TextDecoder('latin1').decode(chunk)
    } catch (error) {
      if (error instanceof BundleError) problems.push(error.problem)
    }
    const binary = text.includes('\0')
    if (binary) problems.push({ ...problem('SOURCE_BINARY', item.path, `${item.path} is binary`), severity: 'warning' })
    const known = text.includes('Killed process')
    sources.push(source(item.path, known ? 'dmesg' : 'unknown', text.split('\n').length - 1, text.length))
  }
  return report({ sources, problems, bundle: { name: bundle.name, layout: 'plain', capturedAt: null } })
}

export async function oomlens(argv: readonly string[], setting: Setting = {}): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  let options: AnalyzeOptions | null = null
  let viewed: ViewRequest | null = null
  const io: Io = {
    stdout: {
      isTTY: setting.stdoutTTY ?? false,
      async write(text) {
        if (setting.stdoutError) throw Object.assign(new Error('write failed'), { code: setting.stdoutError })
        stdout += text
      },
    },
    stderr: {
      isTTY: setting.stderrTTY ?? false,
      async write(text) {
        stderr += text
      },
    },
    stdin: (async function* () {
      if (setting.stdin) yield setting.stdin
    })(),
    env: setting.env ?? {},
    columns: setting.columns ?? null,
    terminal: () => setting.terminal ?? null,
  }
  const parts: Parts = {
    version: '1.2.3',
    commit: null,
    inputs: async () => [
      { id: 'dmesg', describes: 'the kernel log as dmesg prints it', example: 'corpus/a/dmesg.txt' },
    ],
    layouts: async () => ['sosreport', 'plain'],
    topics: async () => topics,
    containers: ['gzip', 'tar'],
    outputs: [
      outputOf({
        id: 'text',
        extension: 'txt',
        describes: 'for people',
        pieces: (made, how) => [made.headline, ` ${JSON.stringify(how)}\n`],
      }),
      outputOf({
        id: 'json',
        extension: 'json',
        describes: 'for programs',
        pieces: made => [`${JSON.stringify(made)}\n`],
      }),
    ],
    openBundle,
    async analyze(bundle, given) {
      options = given
      return setting.report ?? reading(bundle)
    },
    async view(request) {
      viewed = request
      if ((await request.load(() => {})) === null) viewed = null
    },
    fleetWorker: 'no worker in this test',
    ...setting.parts,
  }
  const status = await run(argv, io, parts)
  return { status, stdout, stderr, options, viewed }
}

/** Exactly one line, as every error is. */
export const isOneLine = (text: string): boolean => /^oomlens: [^\n]+\n$/.test(text)
