import type { Culprit, IncidentKind, RankedTask, ScopeLevel, Trigger, Victim } from '../../model/report.ts'
import type { Digest } from './digest.ts'

/** What of an incident decides what its culprit means. */
export interface Around {
  readonly kind: IncidentKind
  readonly level: ScopeLevel
  readonly victims: readonly Victim[]
  readonly trigger: Trigger | null
}

/** Boundaries that several containers share: who held most there need not be who grew. */
const SHARED: readonly ScopeLevel[] = ['pod', 'qos', 'node-allocatable']

/** The processes that a culprit's name stands for: one pid, all of one name, or none. */
function namedBy({ what, name }: Culprit): { readonly pid: number | null; readonly comm: string | null } {
  if (what !== 'process' && what !== 'container' && what !== 'service') return { pid: null, comm: null }
  const [, many] = /^\d{1,7} × (.*)$/s.exec(name) ?? []
  if (many !== undefined) return { pid: null, comm: many }
  const [, pid] = /\((\d{1,10})\)$/.exec(name) ?? []
  return { pid: pid === undefined ? null : Number(pid), comm: null }
}

type Task = Pick<Victim, 'pid' | 'comm'>

const isOf = ({ pid, comm }: ReturnType<typeof namedBy>, task: Task): boolean =>
  pid !== null ? task.pid === pid : comm !== null && task.comm === comm

const nameOf = ({ comm, pid }: Task): string => (pid === null ? (comm ?? 'a process') : `${comm} (${pid})`)

const signed = (adj: number): string => (adj > 0 ? `+${adj}` : `${adj}`)

/** What made the kernel take the victim, where the report shows that. */
function because(victim: Victim, culprit: Culprit, { report, selection }: Digest): string {
  if (report.killPrefix === 'allocating-task') {
    return `${nameOf(victim)} died because it asked last (vm.oom_kill_allocating_task)`
  }
  if (report.oomGroup !== null && report.chosen?.pid !== victim.pid) {
    return `${nameOf(victim)} died with all of its cgroup (memory.oom.group)`
  }
  const { pid } = namedBy(culprit)
  const ranked = (of: number | null): RankedTask | undefined => selection?.ranking.find(task => task.pid === of)
  const [died, lived] = [ranked(victim.pid)?.oomScoreAdj, ranked(pid)?.oomScoreAdj]
  if (died != null && lived != null && died > lived) {
    return `${nameOf(victim)} died because the kernel adds oom_score_adj to the size, ${signed(died)} for it against ${signed(lived)}`
  }
  return `the kernel chose ${nameOf(victim)}`
}

function notTheVictim(culprit: Culprit, around: Around, digest: Digest): string | null {
  const chosen = digest.report.chosen?.pid
  const victim = around.victims.find(({ pid }) => pid === chosen) ?? around.victims[0]
  if (!victim || victim.comm === null) return null
  const named = namedBy(culprit)
  if (named.pid === null && named.comm === null) {
    return culprit.what === 'unknown' || culprit.what === 'container'
      ? null
      : `It is not what was killed: ${nameOf(victim)} died because some process had to.`
  }
  if (around.victims.some(each => isOf(named, each))) return null
  return `It is not what was killed: ${because(victim, culprit, digest)}.`
}

function notWhoGrew(culprit: Culprit, { kind, level, trigger }: Around): string | null {
  const named = namedBy(culprit)
  if (kind !== 'memcg' || !SHARED.includes(level) || trigger === null || culprit.what === 'unknown') return null
  if (trigger.pid === null ? culprit.name.includes(trigger.comm) : isOf(named, trigger)) return null
  const where = trigger.container?.name == null ? '' : ` in container ${trigger.container.name}`
  return `The report is a snapshot: it shows who held most, not who grew. ${nameOf(trigger)}${where} asked last, and may be or belong to what was growing. Each container's memory over time would tell: container_memory_working_set_bytes, or samples of memory.current.`
}

/** The culprit with what it does not mean: that it is not who died, and that it need not be who grew. */
export function explainedCulprit(culprit: Culprit | null, around: Around, digest: Digest): Culprit | null {
  if (culprit === null) return null
  const more = [notTheVictim(culprit, around, digest), notWhoGrew(culprit, around)].filter(each => each !== null)
  return { ...culprit, why: [culprit.why, ...more].join(' ') }
}
