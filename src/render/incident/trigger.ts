import type { Incident } from '../../model/report.ts'
import { containerOfPod } from '../names.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

/** The task that asked for memory. Asking last is no guilt, and this says so where another one died. */
export function triggerInWords({ kind, trigger, victims }: Incident): string | null {
  if (trigger === null) return null
  const { comm, pid, oomScoreAdj } = trigger
  const where = containerOfPod(trigger.container, trigger.pod)
  const died = victims.some(victim =>
    pid !== null && victim.pid !== null ? victim.pid === pid : victim.comm === trigger.comm,
  )
  const facts = [
    ...(oomScoreAdj === null ? [] : [`oom_score_adj ${oomScoreAdj}`]),
    ...(died || victims.length === 0 || kind === 'sysrq'
      ? []
      : ['asked last, which does not make it the one to blame']),
  ]
  const who = `${pid === null ? comm : `${comm} (pid ${pid})`}${where === null ? '' : ` in ${where}`}`
  return `${who}${facts.length === 0 ? '' : `: ${facts.join('; ')}`}`
}

/** Who asked for memory. */
export function triggerLines(incident: Incident, page: Page): string[] {
  const words = triggerInWords(incident)
  return words === null ? [] : labelled(page, 'Asked', [[say(words)]])
}
