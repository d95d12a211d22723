import { analyze } from '../../../src/analyze.ts'
import { bundleOf } from '../../../src/model/bundle.ts'
import { decoderOf, encodingOf } from '../../../src/model/encoding.ts'
import type { Incident, Report } from '../../../src/model/report.ts'
import { bundleText, filesOf } from '../bundle-text.ts'
import { lostBytes, lostLines } from '../mutate/damage.ts'
import { binary, type SeedBundle, type SeedFile } from '../seeds.ts'
import { must, type Outcome, type Seeds, type Target } from '../target.ts'
import { fileOf } from './files.ts'

/** A file that quotes a kill is quiet by what stands around the quotation: without it, it is a log of a kill. */
const QUOTES_KILL =
  /Kill(?:ed|ing)? process|oom-kill(?:er)?\b|OOMKill|Evict|SIGKILL|\b137\b|[Oo]ut of memory|OutOfMemory|lowmemorykiller|\boomd?\b|Killed|kill(?:ing|ed)\b|signal 9|Signal: *9/
const LARGEST = 30_000

const reportOf = (files: readonly SeedFile[]): Promise<Report> =>
  analyze(bundleOf('case', Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]))))

/** Files in which nothing was killed, and nothing tells of a kill. */
async function quietFiles(bundles: readonly SeedBundle[]): Promise<readonly string[]> {
  const quiet: string[] = []
  for (const file of bundles.flatMap(({ files }) => files)) {
    const text = binary(file.bytes)
    if (text === '' || text.length > LARGEST || QUOTES_KILL.test(text)) continue
    const { incidents, sources } = await reportOf([file])
    if (incidents.length === 0 && sources.some(({ format }) => format !== 'unknown'))
      quiet.push(`${binary(Buffer.from(file.path))}\n${text}`)
  }
  return quiet
}

/** Whatever bytes a quiet log loses, it tells of no kill. */
function quiet(bundles: readonly SeedBundle[]): Target {
  return {
    family: 'damage',
    name: 'a quiet log without some bytes',
    form: 'bytes',
    seeds: () => quietFiles(bundles),
    mutate: lostBytes,
    anyMs: 400,
    async run(input): Promise<Outcome> {
      const { incidents } = await reportOf([fileOf(input)])
      must(incidents.length === 0, 'no incident is made by losing bytes', () => JSON.stringify(incidents[0]?.kind))
      return 'read'
    },
  }
}

/** Whom the log saw die: earlyoom says that it sends a signal before it says that it only plays. */
const killedIn = ({ victims }: Incident): Incident['victims'] => victims.filter(({ outcome }) => outcome === 'killed')

const victimsOf = (report: Report): ReadonlySet<string> =>
  new Set(report.incidents.flatMap(killedIn).map(({ pid, comm }) => `${comm} ${pid}`))

/** A claim about a process rests on a line that names it. */
const proves = ({ evidence }: Incident, files: readonly SeedFile[], pid: number, comm: string): boolean =>
  evidence.some(({ path, line, endLine, start, end }) => {
    const bytes = files.find(file => file.path === path)?.bytes ?? new Uint8Array()
    const text = decoderOf(encodingOf(bytes))(bytes.subarray(start, end))
    return endLine - line < 3 && text.includes(`${pid}`) && text.includes(comm)
  })

/** Whatever lines a bundle loses, nobody dies of it. */
function lines(bundles: readonly SeedBundle[]): Target {
  const texts = bundles.map(bundleText)
  const before = new Map<string, Promise<ReadonlySet<string>>>()
  const wholeOf = (at: string): Promise<ReadonlySet<string>> => {
    const known = before.get(at) ?? reportOf(filesOf(texts[Number(at)] ?? '')).then(victimsOf)
    before.set(at, known)
    return known
  }
  return {
    family: 'damage',
    name: 'a bundle without some lines',
    form: 'bytes',
    async seeds() {
      const seeds: string[] = []
      for (const [at, text] of texts.entries()) {
        if (text === '' || text.length > LARGEST) continue
        const { sources } = await reportOf(filesOf(text))
        // What a piece of a description is part of may be lost with any line.
        if (!sources.some(({ format }) => format === 'kubernetes-excerpt')) seeds.push(`${at}\n${text}`)
      }
      return seeds
    },
    mutate: lostLines,
    anyMs: 400,
    async run(input) {
      const at = input.indexOf('\n')
      const files = filesOf(input.slice(at + 1))
      const report = await reportOf(files)
      const whole = await wholeOf(input.slice(0, at))
      for (const incident of report.incidents)
        for (const { pid, comm } of killedIn(incident)) {
          if (pid === null) continue
          must(whole.has(`${comm} ${pid}`), 'nobody dies of lost lines', () => `${comm} ${pid}`)
          must(proves(incident, files, pid, comm ?? ''), 'a short citation names the victim', () => `${comm} ${pid}`)
        }
      return report.incidents.length > 0 ? 'read' : 'refused'
    },
  }
}

export const damageTargets = ({ bundles }: Seeds): readonly Target[] => [quiet(bundles), lines(bundles)]
