import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import type { Incident } from '../../src/model/report.ts'

type Files = Readonly<Record<string, string>>

const CASES = fileURLToPath(new URL('../../corpus/cases/', import.meta.url))

const filesOf = (name: string): Files =>
  Object.fromEntries(
    readdirSync(`${CASES}${name}/bundle`).map(file => [file, readFileSync(`${CASES}${name}/bundle/${file}`, 'utf8')]),
  )

const without = (files: Files, pattern: RegExp): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !pattern.test(name)))

const only = (files: Files, pattern: RegExp): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => pattern.test(name)))

/** The same, with only those lines of the kernel's log that stay. */
const logged = (files: Files, stays: (line: string, at: number, all: readonly string[]) => boolean): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      if (!name.startsWith('dmesg')) return [name, text]
      return [name, text.split('\n').filter(stays).join('\n')]
    }),
  )

const isKill = (line: string): boolean => line.includes('Killed process')
const isTableRow = (line: string): boolean => /\] \[ *\d+\] /.test(line)

/** What is left out, and what is then left, of a case. */
const TABLES: Readonly<Record<string, (whole: Files) => readonly (readonly [without: string, files: Files])[]>> = {
  container: whole => [
    ['nothing', whole],
    ['the head of the report (ring buffer)', logged(whole, (_, at, all) => at >= all.findIndex(isKill) - 1)],
    ['all but what `grep -i oom` finds', logged(whole, line => /oom/i.test(line))],
    ['pods as JSON, though `describe` is there', without(whole, /json$/)],
    ['everything of Kubernetes', only(whole, /^dmesg/)],
    ['the kernel log', without(whole, /^dmesg/)],
  ],
  node: whole => [
    ['nothing', whole],
    ['the task table', logged(whole, line => !isTableRow(line))],
    ['everything of Kubernetes', only(whole, /^dmesg/)],
    ['the kernel log', without(whole, /^dmesg/)],
    ['the kernel log and the events', only(whole, /^pods/)],
  ],
}

const CASE_OF: Readonly<Record<string, string>> = { container: 'container-limit', node: 'global-critical-agent' }

function whose({ scope, victims: [victim] }: Incident): string {
  const container = scope.container ?? victim?.container ?? null
  const name = container?.name ?? (container?.id ? `ID ${container.id.slice(0, 12)}` : null)
  return [victim?.comm, name === null ? null : `container ${name}`].filter(part => part != null).join(', ') || 'unknown'
}

const when = ({ at }: Incident): string => (at.wall === null ? 'seconds since boot' : `±${at.plusMinusSeconds} s`)

const cause = ({ causes: [first] }: Incident): string => (first ? `\`${first.code}\`, ${first.confidence}` : 'none')

/** One line for each incident; what several say alike is said once. */
const cell = (incidents: readonly Incident[], of: (incident: Incident) => string): string =>
  [...new Set(incidents.map(of))].join('<br>')

async function row(name: string, files: Files): Promise<string> {
  const { incidents } = await analyze(bundleOf('bundle', files))
  const ranOut = cell(incidents, ({ scope }) => scope.level)
  const cells = [
    name,
    String(incidents.length),
    ranOut,
    cell(incidents, cause),
    cell(incidents, whose),
    cell(incidents, when),
  ]
  return `| ${cells.join(' | ')} |`
}

const HEAD = '| without | incidents | ran out | cause | died | time |\n|---|---|---|---|---|---|'
const BLOCK = /^<!-- cost: (\w+) -->\n[\s\S]*?^<!-- end -->$/gm

/** docs/collecting.md with its tables of what missing pieces cost made anew, and its other text as it is. */
export async function collectingPage(now: string): Promise<string> {
  const made = new Map<string, string>()
  for (const [name, variants] of Object.entries(TABLES)) {
    const rows: string[] = []
    for (const [missing, files] of variants(filesOf(CASE_OF[name] ?? ''))) rows.push(await row(missing, files))
    made.set(name, `<!-- cost: ${name} -->\n${HEAD}\n${rows.join('\n')}\n<!-- end -->`)
  }
  return now.replace(BLOCK, (_, name: string) => made.get(name) ?? '')
}
