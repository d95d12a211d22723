import type { VictimWitness } from '../../model/case.ts'
import type { Act } from './act.ts'

/** What Kubernetes knows of the victims of an act. */
export function witnessesOf(act: Act): readonly VictimWitness[] {
  // An end that was paired by time alone, among others at that time, does not say whose it was.
  const sure = act.endings.filter(({ fact }) => act.pods.includes(fact.pod))
  const ended = sure.map(({ fact }) => ({ pod: fact.fact, container: fact.container, state: fact.state }))
  const known = new Set(sure.map(({ fact }) => fact.pod))
  const others = act.pods
    .filter(pod => !known.has(pod))
    .map(pod => {
      const [fact] = pod.facts
      const names = act.victims.flatMap(victim => (victim.pod?.uid === pod.uid && victim.container?.name) || [])
      return {
        pod: fact,
        container: fact.containers.find(each => each.name !== null && names.includes(each.name)) ?? null,
        state: null,
      }
    })
  return [...ended, ...others]
}
