import { lineSpan } from '../../../model/line.ts'
import type { Body } from '../../../model/reader.ts'
import { type Draft, newDraft } from './draft.ts'
import { CPU, CPUSET, cpuLine, cpusetLine, header, readHeaderLine } from './header.ts'
import { conclusion, kill, readKillLine } from './kill.ts'
import { memcgLine } from './memcg.ts'
import { TABLE_HEADER } from './tasks.ts'

const TASK_IN = /^Task in \/.* killed as a result of limit of \//s

const readAs = (opening: Body, read: (draft: Draft) => void): Draft => {
  const draft = newDraft(opening, lineSpan(opening.line))
  draft.isConfirmed = true
  read(draft)
  return draft
}

const only = <T>(items: readonly T[]): T | null => (items.length === 1 ? (items[0] ?? null) : null)

/** A request with the lines that name its task; where two tasks have one name, only the name. */
function requestOf(opening: Body, bodies: readonly Body[], isUnique: boolean): Draft {
  return readAs(opening, draft => {
    header.read(draft, opening, draft.first)
    if (!isUnique) return
    for (const body of bodies) if (CPUSET.test(body.text)) cpusetLine.read(draft, body, lineSpan(body.line))
    for (const body of bodies) if (CPU.test(body.text)) cpuLine.read(draft, body, lineSpan(body.line))
  })
}

/** The choices and kills, in the order of the log: `Kill process …` and the `Killed process …` that belongs to it. */
function killsOf(bodies: readonly Body[]): readonly Draft[] {
  const drafts: Draft[] = []
  for (const body of bodies) {
    const line = readKillLine(body.text)
    if (line === null) continue
    const pid = Number(line.pid)
    const isChoice = line.verb === 'Kill process' && line.tail !== 'sharing'
    const open = drafts.filter(draft => !draft.concluded)
    // A child may die instead of the one that was chosen: then it must be the only choice that is open.
    const draft = isChoice ? null : (open.find(({ chosen }) => chosen?.pid === pid) ?? only(open))
    if (draft) {
      draft.last = lineSpan(body.line)
      kill.read(draft, body, draft.last)
    } else drafts.push(readAs(body, own => kill.read(own, body, own.first)))
  }
  return drafts
}

const pidsOf = (draft: Draft): readonly number[] => [
  ...(draft.chosen ? [draft.chosen.pid] : []),
  ...draft.kills.map(({ pid }) => pid),
]
const namesOf = (draft: Draft): readonly string[] => [
  ...(draft.chosen ? [draft.chosen.comm] : []),
  ...draft.kills.map(({ comm }) => comm),
]

/** Which kill a request ended in, where that is certain: the task killed itself, or nothing else is left. */
function pairs(requests: readonly Draft[], kills: readonly Draft[]): ReadonlyMap<Draft, Draft> {
  const paired = new Map<Draft, Draft>()
  const isFree = (draft: Draft): boolean => ![...paired.values()].includes(draft)
  const sure: readonly ((request: Draft, death: Draft) => boolean)[] = [
    ({ trigger }, death) => trigger?.pid != null && pidsOf(death).includes(trigger.pid),
    ({ trigger }, death) => trigger !== null && namesOf(death).includes(trigger.comm),
    () => true,
  ]
  for (const isSure of sure) {
    for (const request of requests.filter(each => !paired.has(each))) {
      const death = only(kills.filter(each => isFree(each) && isSure(request, each)))
      const isMutual = death && only(requests.filter(each => !paired.has(each) && isSure(each, death))) === request
      if (death && isMutual) paired.set(request, death)
    }
  }
  return paired
}

/** The limit of the request whose cpuset bears the name of the cgroup, as container runtimes name both. */
function addLimit(request: Draft, bodies: readonly Body[]): void {
  const { cpuset } = request
  if (cpuset === null || cpuset === '/') return
  const line = only(bodies.filter(({ text }) => TASK_IN.test(text) && text.split(/[/ ]/).includes(cpuset)))
  if (line !== null) memcgLine.read(request, line, lineSpan(line.line))
  request.memcg = null
}

function merged(request: Draft, death: Draft): Draft {
  const { trigger, headerSpan, gfpMask, gfpFlags, order } = request
  const { cpuset, memsAllowed, kernelRelease, taskInMemcg, limitMemcg } = request
  const asked = { trigger, headerSpan, gfpMask, gfpFlags, order }
  const parts = { ...asked, cpuset, memsAllowed, kernelRelease, taskInMemcg, limitMemcg }
  return Object.assign(death, parts, { first: request.first, opening: request.opening })
}

/** True where more than one report goes on between the headers. */
export function isInterleaved(bodies: readonly Body[]): boolean {
  const count = (test: (body: Body) => boolean): number => bodies.filter(test).length
  return (
    count(({ text }) => TASK_IN.test(text)) > 1 ||
    count(({ text }) => TABLE_HEADER.test(text)) > 1 ||
    killsOf(bodies).length > 1
  )
}

/**
 * Reports that were printed line by line into one another, as far as it is certain whose line is whose: who asked, who was
 * killed, and the limit where its name tells. The tables and counters could be of either.
 */
export function untangle(bodies: readonly Body[]): readonly Draft[] {
  const openings = bodies.filter(({ text }) => readHeaderLine(text) !== null)
  const nameOf = (body: Body): string => readHeaderLine(body.text)?.comm.text ?? ''
  const requests = openings.map(body => {
    const isUnique = openings.filter(each => nameOf(each) === nameOf(body)).length === 1
    return requestOf(body, bodies, isUnique)
  })
  const kills = killsOf(bodies)
  const ends = bodies.filter(body => conclusion.read(newDraft(body, lineSpan(body.line)), body, lineSpan(body.line)))
  for (const request of requests) addLimit(request, bodies)
  const paired = pairs(requests, kills)
  const rest = requests.filter(request => !paired.has(request))
  const deaths = kills.filter(death => ![...paired.values()].includes(death))
  return [
    ...[...paired].map(([request, death]) => merged(request, death)),
    ...deaths,
    // More requests than deaths: these ended in none that the log shows.
    ...(deaths.length === 0 && ends.length === 0 ? rest : []),
  ].sort((a, b) => a.first.start - b.first.start)
}
