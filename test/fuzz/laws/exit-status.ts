import type { Io, Parts } from '../../../src/cli/io.ts'
import { run } from '../../../src/cli/run.ts'
import { containers } from '../../../src/node/containers.ts'
import { outputs } from '../../../src/outputs/index.ts'
import type { Bundle } from '../../../src/model/bundle.ts'
import type { Report } from '../../../src/model/report.ts'
import { must } from '../target.ts'

const parts = (bundle: Bundle, report: Report): Parts => ({
  version: '0',
  commit: null,
  containers,
  outputs,
  openBundle: async () => bundle,
  inputs: async () => [],
  layouts: async () => [],
  topics: async () => [],
  analyze: async () => report,
  view: async () => {},
  fleetWorker: '',
})

/** What docs/guide.md says of the status, told from the report again. */
function expectedStatus({ incidents, sources }: Report): readonly number[] {
  if (incidents.length === 0 && !sources.some(({ format, lines }) => format !== 'unknown' && lines > 0)) return [2]
  const byMemory = incidents.filter(({ kind }) => kind !== 'sigkill' && kind !== 'eviction')
  return byMemory.some(({ victims, panic }) => victims.length > 0 || panic) ? [1] : [0]
}

/** Runs the command line on a report that was made: its status is that of the contract, and an error is one line. */
export async function checkExitStatus(bundle: Bundle, report: Report, format: string): Promise<void> {
  const written = { out: '', err: '' }
  const sinkOf = (name: keyof typeof written): Io['stdout'] => ({
    isTTY: false,
    async write(text) {
      written[name] += text
    },
  })
  const io: Io = {
    stdout: sinkOf('out'),
    stderr: sinkOf('err'),
    stdin: (async function* () {})(),
    env: {},
    columns: null,
    terminal: () => null,
  }
  const status = await run(['analyze', 'case', '--exit-code', '--format', format], io, parts(bundle, report))
  const { out: stdout, err: stderr } = written
  must(expectedStatus(report).includes(status), 'the exit status is that of the contract', () => `${status} ${stderr}`)
  must(!stderr.includes('internal error'), 'the command line does not fail', () => stderr)
  must(status !== 2 || stderr !== '', 'a status of 2 says why')
  must(
    stderr === '' ||
      stderr
        .trimEnd()
        .split('\n')
        .every(line => line.startsWith('oomlens: ')),
    'each error is one line',
    () => stderr,
  )
  must(stdout.length > 0 || status === 2, 'something is written')
}
