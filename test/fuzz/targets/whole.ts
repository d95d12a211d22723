import { analyze } from '../../../src/analyze.ts'
import { bundleOf } from '../../../src/model/bundle.ts'
import { outputs } from '../../../src/outputs/index.ts'
import { redact } from '../../../src/redact/index.ts'
import { indexed } from '../../corpus/spans.ts'
import { bundleText, filesOf } from '../bundle-text.ts'
import { checkExitStatus } from '../laws/exit-status.ts'
import { checkReport, checkSchema } from '../laws/report.ts'
import { same } from '../laws/same.ts'
import { checkWritten } from '../laws/written.ts'
import type { SeedBundle } from '../seeds.ts'
import { must, type Seeds, type Target } from '../target.ts'

const OPTIONS = { width: 100, color: false, verbose: false }

/** Larger ones cost more time than they show. */
const LARGEST = 24_000
const TWICE = 8

export const inMemory = (input: string) => {
  const files = filesOf(input)
  return { files, bundle: bundleOf('case', Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]))) }
}

export const smallBundles = (bundles: readonly SeedBundle[], largest: number = LARGEST): readonly string[] =>
  bundles.map(bundleText).filter(text => text !== '' && text.length <= largest)

/** A bundle from its bytes to every output, and to the exit status. */
function analysis(bundles: readonly SeedBundle[]): Target {
  let count = 0
  return {
    family: 'analyze',
    name: 'analyze and all outputs',
    form: 'bytes',
    anyMs: 400,
    seeds: () => smallBundles(bundles),
    async run(input) {
      count += 1
      const { files, bundle } = inMemory(input)
      const report = await analyze(bundle)
      checkReport(report, new Map(files.map(({ path, bytes }) => [path, indexed(bytes)])))
      const written = checkWritten(report)
      const { id } = outputs[count % outputs.length] ?? { id: 'text' }
      await checkExitStatus(bundle, report, id)
      if (count % TWICE === 0) same([...written], [...checkWritten(await analyze(bundle))])
      return report.incidents.length > 0 ? 'read' : 'refused'
    },
    async alone(input) {
      const report = await analyze(inMemory(input).bundle)
      for (const output of outputs) output.write(report, OPTIONS)
    },
  }
}

/** A report without what identifies its owner is a report, and redacting it again changes nothing. */
function redaction(bundles: readonly SeedBundle[]): Target {
  return {
    family: 'redaction',
    name: 'redact',
    form: 'bytes',
    anyMs: 400,
    seeds: () => smallBundles(bundles),
    async run(input) {
      const report = await analyze(inMemory(input).bundle)
      const { report: made } = redact(report, { key: 'k' })
      checkSchema(outputs.find(({ id }) => id === 'json')?.write(made, OPTIONS) ?? '')
      same(redact(made, { key: 'k' }).report, made, 'redacting again changes nothing')
      same(redact(report, { key: 'k' }).report, made)
      must(made.incidents.length === report.incidents.length, 'redacting drops nothing')
      return report.incidents.length > 0 ? 'read' : 'refused'
    },
  }
}

export const wholeTargets = ({ bundles }: Seeds): readonly Target[] => [analysis(bundles), redaction(bundles)]
