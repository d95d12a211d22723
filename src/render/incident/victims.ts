import { formatKiB } from '../../model/bytes.ts'
import type { Incident, Victim } from '../../model/report.ts'
import { flow } from '../flow.ts'
import { containerOfPod } from '../names.ts'
import { beside, bodyColumn, labelled, type Page, several } from '../page.ts'
import { say } from '../piece.ts'

const OUTCOME: Readonly<Record<Victim['outcome'], string | null>> = {
  killed: null,
  'already-exiting': 'was exiting already',
  signalled: null,
  survived: 'survived',
  unknown: 'chosen; its end is not in the evidence',
}

const size = (name: string, kib: number | null): string[] => (kib === null ? [] : [`${name} ${formatKiB(kib)}`])

function process({ comm, pid }: Victim): string | null {
  if (comm === null) return pid === null ? null : `pid ${pid}`
  return pid === null ? comm : `${comm} (pid ${pid})`
}

function details(victim: Victim): string[] {
  return [
    ...size('file RSS', victim.fileRssKiB),
    ...size('shmem RSS', victim.shmemRssKiB),
    ...size('total VM', victim.totalVmKiB),
    ...size('page tables', victim.pgtablesKiB),
    ...(victim.uid === null ? [] : [`UID ${victim.uid}`]),
    ...(victim.cgroup === null ? [] : [`cgroup ${victim.cgroup}`]),
  ]
}

const SIGNALLED = 'was sent a signal; its end is not in the evidence'

function ending({ outcome }: Victim, kind: Incident['kind']): string {
  const end = OUTCOME[outcome] ?? (outcome === 'signalled' && kind === 'userspace' ? SIGNALLED : null)
  return end === null ? '' : `: ${end}`
}

/** Who one victim was, with its numbers. */
export function victimInWords(victim: Victim, kind: Incident['kind'], verbose: boolean): string {
  const task = process(victim)
  const home = containerOfPod(victim.container, victim.pod)
  const outcome = OUTCOME[victim.outcome]
  if (kind === 'eviction' && task === null && home !== null) return `${home}: evicted`
  const isWhole = kind === 'userspace' && task === null && victim.cgroup !== null
  if (isWhole) return `all processes of ${home ?? victim.cgroup}${ending(victim, kind)}`
  const who = task ?? (home === null ? 'a process that is not in the evidence' : 'a process')
  const facts = [
    ...size('anon RSS', victim.anonRssKiB),
    ...(victim.oomScoreAdj === null ? [] : [`oom_score_adj ${victim.oomScoreAdj}`]),
    ...(verbose ? details(victim) : []),
    ...(outcome === null ? [] : [outcome]),
    ...(victim.outcome === 'signalled' && kind === 'sigkill' ? ['ended by SIGKILL'] : []),
    ...(victim.outcome === 'signalled' && kind === 'userspace' ? [SIGNALLED] : []),
  ]
  return `${who}${home === null ? '' : ` in ${home}`}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`
}

/** Dying is only said of what the evidence shows dead or exiting. */
export const isDead = ({ outcome }: Victim): boolean => outcome === 'killed' || outcome === 'already-exiting'

/** Why there is no victim. */
export const nobody = ({ complete, panic }: Incident): string =>
  panic ? 'nobody: the kernel panicked instead' : complete ? 'nobody' : 'not in the evidence'

/** Who was killed: five victims, all of them when verbose. */
export function victimLines(incident: Incident, page: Page): string[] {
  const { victims } = incident
  if (victims.length === 0) return labelled(page, 'Died', [[say(nobody(incident))]])
  const indent = bodyColumn(page)
  const lines = several(page, victims, { most: 5, indent }, victim =>
    flow([say(victimInWords(victim, incident.kind, page.verbose))], page.width, indent, indent + 2),
  )
  return beside(page, victims.some(isDead) ? 'Died' : 'Victim', lines)
}
