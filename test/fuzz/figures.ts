import { existsSync, readFileSync } from 'node:fs'
import { groupBy } from '../../src/model/group-by.ts'

/** What one run of one target came to. */
export interface Figures {
  readonly family: string
  readonly name: string
  readonly seed: number
  readonly executions: number
  readonly read: number
  /** Of the process's own time. */
  readonly seconds: number
  /** Inputs that reached code which no input before them had. */
  readonly reached: number
  readonly findings: number
  /** How often each change was made. */
  readonly changes: Readonly<Record<string, number>>
}

export const figuresIn = (file: string): readonly Figures[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as Figures)
    : []

const sumOf = (all: readonly Figures[], field: 'executions' | 'read' | 'seconds' | 'reached' | 'findings'): number =>
  all.reduce((sum, each) => sum + each[field], 0)

const digits = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 })

const rowOf = (name: string, all: readonly Figures[]): string => {
  const executions = sumOf(all, 'executions')
  const cells = [
    new Set(all.map(each => `${each.family} ${each.name}`)).size,
    executions,
    executions / Math.max(0.001, sumOf(all, 'seconds')),
    sumOf(all, 'reached'),
    sumOf(all, 'findings'),
  ].map(digits)
  return `| ${name} | ${cells.join(' | ')} | ${Math.round((100 * sumOf(all, 'read')) / Math.max(1, executions))} % |`
}

/** The figures of all runs by family, and how often each change was made, as Markdown. */
export function tablesOf(all: readonly Figures[]): string {
  const families = groupBy(all, ({ family }) => family)
  const changes = new Map<string, number>()
  for (const each of all)
    for (const [name, count] of Object.entries(each.changes)) changes.set(name, (changes.get(name) ?? 0) + count)
  return [
    '| family | targets | executions | per second | inputs that led further | findings | read |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...[...families].map(([name, of]) => rowOf(name, of)),
    rowOf('all', all),
    '',
    '| change | made |',
    '| --- | --- |',
    ...[...changes].sort(([, a], [, b]) => b - a).map(([name, count]) => `| ${name} | ${digits(count)} |`),
  ].join('\n')
}
