import type { Incident, Report } from '../../../src/model/report.ts'

/** What an incident says, whatever lines tell of it and wherever they stand. */
function claimsOf(incident: Incident) {
  const { kind, killer, panic, limitBytes, usageBytes, failcnt, oomMemcg, taskMemcg, trigger, victims, causes } =
    incident
  return {
    ...{ kind, killer, panic, limitBytes, usageBytes, failcnt, oomMemcg, taskMemcg },
    trigger: trigger && [trigger.comm, trigger.pid],
    victims: victims.map(({ pid, comm, outcome, anonRssKiB, pod, container }) => [
      ...[comm, pid, outcome, anonRssKiB, pod?.namespace ?? null, pod?.name ?? null, container?.name ?? null],
    ]),
    causes: causes.map(({ code, confidence }) => `${code} ${confidence}`),
  }
}

export type Claims = ReturnType<typeof claimsOf>

/** All that a report says of its incidents, in an order that times do not change. */
export const verdictOf = (report: Report, only: (claims: Claims) => unknown = claims => claims): readonly string[] =>
  report.incidents.map(incident => JSON.stringify(only(claimsOf(incident)))).sort()
