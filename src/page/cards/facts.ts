import { formatSeconds } from '../../model/bytes.ts'
import type { Incident, Victim } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import { culpritName } from '../../render/incident/culprit.ts'
import { incompleteness } from '../../render/incident/incomplete.ts'
import { evictionInWords } from '../../render/incident/before.ts'
import { requestInWords } from '../../render/incident/request.ts'
import { scopeInWords } from '../../render/incident/scope.ts'
import { triggerInWords } from '../../render/incident/trigger.ts'
import { hasChoice } from '../../render/incident/selection.ts'
import { isDead, nobody, victimInWords } from '../../render/incident/victims.ts'
import { ranOut } from '../../render/kind.ts'
import { longTime } from '../../render/time.ts'
import { type App, termsOf } from '../app.ts'
import { cites } from '../cite.ts'
import { type Child, h } from '../dom.ts'
import { sureness } from '../marks.ts'
import { stallName } from '../timeline/words.ts'

const MOST_VICTIMS = 8

/** Lines whose text names something, so that a fact beside them has its proof at hand. */
const naming = (
  evidence: readonly Span[],
  ...words: readonly (string | number | null | undefined)[]
): readonly Span[] => {
  const known = words.filter(word => word !== null && word !== undefined && word !== '').map(String)
  return evidence.filter(
    ({ excerpt }) => excerpt !== null && known.length > 0 && known.every(word => excerpt.includes(word)),
  )
}

const fact = (label: string, ...body: readonly (Child | readonly Child[])[]): readonly HTMLElement[] => [
  h('dt', {}, label),
  h('dd', {}, ...body),
]

function victims(app: App, incident: Incident): readonly Child[] {
  const { victims: all, evidence, kind } = incident
  if (all.length === 0) return [nobody(incident)]
  const said = (victim: Victim): HTMLElement =>
    h(
      'div',
      {},
      victimInWords(victim, kind, false),
      ' ',
      cites(app, 'Who died', naming(evidence, victim.comm, victim.pid).slice(0, 2), termsOf(incident)),
    )
  const rest = all.slice(MOST_VICTIMS)
  return [
    ...all.slice(0, MOST_VICTIMS).map(said),
    rest.length > 0 && h('details', {}, h('summary', {}, `and ${rest.length} more`), rest.map(said)),
  ]
}

function thrashed(app: App, { thrashing, kind }: Incident): readonly Child[] {
  const window = thrashing === null ? undefined : app.lookup.windows.get(thrashing)
  if (window === undefined) {
    const was =
      (app.report.series ?? []).length > 0
        ? 'none was found in what was sampled'
        : 'not in the evidence: pressure was not sampled'
    return kind === 'sigkill' || kind === 'eviction' ? [] : [was]
  }
  const { id, seconds, confidence, alert, signals } = window
  const lead = alert?.secondsBeforeKill ?? null
  return [
    `${formatSeconds(seconds)} of ${stallName(window)} (${id}) `,
    sureness(confidence),
    lead !== null &&
      h('div', {}, `An alert on ${alert?.condition} would have fired ${formatSeconds(lead)} before the kill.`),
    ' ',
    cites(
      app,
      `Thrashing ${id}`,
      signals.flatMap(({ evidence }) => evidence),
    ),
  ]
}

function certainty(incident: Incident): readonly Child[] {
  const [first] = incident.causes
  const gap = incompleteness(incident)
  const weak = incident.links.filter(({ because }) => because === 'time-only' || because === 'limit-only').length
  return [
    first ? sureness(first.confidence) : 'no cause was found',
    first && ` that ${first.code} is what to act on first`,
    gap !== null && h('div', { class: 'warn' }, `Incomplete: ${gap}.`),
    weak > 0 &&
      h(
        'div',
        { class: 'warn' },
        `${weak} ${weak === 1 ? 'source was' : 'sources were'} joined by time or by limit only.`,
      ),
    h('div', { class: 'muted' }, `Time: ${longTime(incident.at, true)}`),
  ]
}

/** Four questions that are easily mixed up, and two more: each with its answer, or with the word that it is not known. */
export function facts(app: App, incident: Incident): HTMLElement {
  const { culprit, evidence, oomMemcg, scope, trigger } = incident
  const cgroup = scope.cgroup ?? oomMemcg
  const asked = triggerInWords(incident)
  const short = evictionInWords(incident)
  const request = requestInWords(incident)
  const before = thrashed(app, incident)
  const kib = incident.limitBytes === null ? null : Math.round(incident.limitBytes / 1024)
  const limit = kib === null ? naming(evidence, 'oom-kill:constraint') : naming(evidence, 'limit', kib)
  const askedFor = trigger === null ? [] : naming(evidence, trigger.comm, 'invoked oom-killer')
  const terms = termsOf(incident)
  return h(
    'dl',
    { class: 'facts' },
    fact(
      ranOut(incident) ? 'What ran out' : 'Where',
      scopeInWords(incident),
      ' ',
      cites(app, 'What ran out', limit, terms),
      cgroup !== null && h('div', { class: 'cgroup' }, cgroup),
    ),
    fact(
      incident.victims.some(isDead) || incident.victims.length === 0 ? 'Who died' : 'Victim',
      victims(app, incident),
    ),
    incident.selection !== null && hasChoice(incident) ? fact('Why this one', incident.selection.why) : [],
    request === null ? [] : fact('What was asked for', request),
    short === null ? [] : fact('Short of', short),
    asked === null ? [] : fact('Who asked', asked, ' ', cites(app, 'Who asked', askedFor, terms)),
    culprit === null
      ? ranOut(incident)
        ? fact('Who used it up', 'not in the evidence')
        : []
      : fact('Who used it up', culpritName(culprit), h('div', { class: 'muted' }, culprit.why)),
    before.length === 0 ? [] : fact('Thrashing before', before),
    fact('How sure', certainty(incident)),
  )
}
