import { formatBytes, formatSeconds } from '../model/bytes.ts'
import type { IncidentGroup, Report } from '../model/report.ts'
import { entry, labelled, MOST_ENTRIES, type Page, section, several } from './page.ts'
import { type Piece, say } from './piece.ts'
import { shortTime } from './time.ts'

const MOST_RUNS = 8
const MOST_VALUES = 6
const MOST_NAMES = 4

/** `i1 to i4, i9`: runs of IDs, since a storm is one run of hundreds. */
function idRuns(ids: readonly string[]): readonly string[] {
  const runs: (readonly [string, string])[] = []
  const numberOf = (id: string): number => Number(id.slice(1))
  for (const id of ids) {
    const last = runs.at(-1)
    if (last && numberOf(id) === numberOf(last[1]) + 1) runs[runs.length - 1] = [last[0], id]
    else runs.push([id, id])
  }
  return runs.flatMap(([from, to]) => {
    const isPair = numberOf(to) === numberOf(from) + 1
    return from === to ? [from] : isPair ? [from, to] : [`${from} to ${to}`]
  })
}

const all = (values: readonly { readonly count: number }[]): number => values.reduce((sum, { count }) => sum + count, 0)

function named(
  values: readonly { readonly name: string; readonly count: number }[],
  total: number,
  most: number,
): string {
  const shown = values
    .slice(0, most)
    .map(({ name, count }) => (count === total ? name : `${name} ${count === 1 ? 'once' : `${count} times`}`))
  const left = values.length - shown.length
  return `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`
}

/** Values in their order, equal neighbours once with their count: a few of them, and the last. */
function run(values: readonly (number | null)[], most: number, words: (value: number) => string): string {
  const texts = values.map(value => (value === null ? '?' : words(value)))
  const runs: { readonly text: string; count: number }[] = []
  for (const text of texts) {
    const last = runs.at(-1)
    if (last?.text === text) last.count += 1
    else runs.push({ text, count: 1 })
  }
  const shown = runs.map(({ text, count }) => (count === 1 ? text : `${text} (${count}×)`))
  if (runs.length === 1) return `${runs[0]?.text} each time`
  return shown.length <= most ? shown.join(', ') : `${shown.slice(0, most - 1).join(', ')}, …, ${shown.at(-1)}`
}

const ENDS_IN_TIME = / \d\d:\d\d:\d\d$/

/** From the first to the last: the day of the last one only where it is another. */
function spanOf({ first, last }: IncidentGroup): string {
  const [from, to] = [shortTime(first), shortTime(last)]
  if (first.wall === null && first.bootSeconds === null) return ''
  const day = ENDS_IN_TIME.test(from) ? from.replace(ENDS_IN_TIME, '') : null
  const rest = day !== null && to.startsWith(day) ? to.slice(day.length).trim() : to
  return `${from} to ${rest}${first.wall === null ? '' : ' UTC'}`
}

/** Times are known to the tenth of a second. */
const apart = (seconds: number): string => (seconds < 0.1 ? '<0.1 s' : formatSeconds(seconds))

function times(group: IncidentGroup): string {
  const { spacingSeconds, shortestSpacingSeconds, longestSpacingSeconds } = group
  if (spacingSeconds === null) return spanOf(group)
  const [least, most] = [apart(shortestSpacingSeconds ?? 0), apart(longestSpacingSeconds ?? 0)]
  const spread = least === most ? '' : ` (${least} to ${most})`
  return `${spanOf(group)}; about ${apart(spacingSeconds)} apart${spread}`
}

const MEMORY_OF: Readonly<Record<NonNullable<IncidentGroup['sizesOf']>, (name: string) => string>> = {
  'cgroup-usage': () => 'usage of the cgroup',
  victim: name => `held by ${name}`,
  culprit: name => `held by ${name}, who used up the most`,
}

function facts(group: IncidentGroup, page: Page): readonly (readonly [string, string])[] {
  const { sizesOf, sizesName, sizesBytes, limitsBytes, aliveSeconds, victims, causes, growth, confidence } = group
  const most = page.verbose ? Number.POSITIVE_INFINITY : MOST_VALUES
  const names = page.verbose ? Number.POSITIVE_INFINITY : MOST_NAMES
  const has = (values: readonly (number | null)[]): boolean => values.some(value => value !== null)
  const codes = causes.map(({ code, count }) => ({ name: code, count }))
  const word = confidence === null ? growth : `${growth} (${confidence})`
  return [
    ['When', times(group)],
    ...(victims.length === 0 ? [] : ([['Died', named(victims, all(victims), names)]] as const)),
    ...(sizesOf === null
      ? []
      : ([['Memory', `${run(sizesBytes, most, formatBytes)}, ${MEMORY_OF[sizesOf](sizesName ?? '')}`]] as const)),
    ...(has(limitsBytes) ? ([['Limit', run(limitsBytes, most, formatBytes)]] as const) : []),
    ...(has(aliveSeconds) ? ([['Lived', run(aliveSeconds, most, formatSeconds)]] as const) : []),
    ...(codes.length === 0 ? [] : ([['Cause', named(codes, group.incidents.length, names)]] as const)),
    ['Growth', word],
    ['Reading', group.why],
  ]
}

function shownIds({ incidents }: IncidentGroup, page: Page): string {
  const runs = idRuns(incidents)
  const shown = page.verbose ? runs : runs.slice(0, MOST_RUNS)
  return `${shown.join(', ')}${shown.length < runs.length ? ' and so on' : ''}`
}

function groupPart(group: IncidentGroup, page: Page): string[] {
  const count = group.incidents.length
  const title: readonly Piece[] = [
    say(group.id, page.ink.bold),
    say(`${group.what}: ${count} incidents, ${shownIds(group, page)}`),
  ]
  const shown = facts(group, page).filter(([, text]) => text !== '')
  return [...entry(page, title), ...shown.flatMap(([label, text]) => labelled(page, label, [[say(text)]]))]
}

/** A group in one paragraph: what repeated, which incidents, and how they read together. */
export const groupInWords = (group: IncidentGroup): string =>
  `${group.what}: ${group.incidents.length} incidents, ${idRuns(group.incidents).slice(0, MOST_RUNS).join(', ')}; ${times(group)}. ${group.why}`

/** Incidents that repeat one another, each group as one story. */
export const groupLines = ({ groups }: Report, page: Page): string[] =>
  section(
    page,
    'Repeats',
    several(page, groups, { most: MOST_ENTRIES, indent: 2 }, group => groupPart(group, page)),
  )
