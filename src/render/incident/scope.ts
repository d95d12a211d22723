import { formatBytes } from '../../model/bytes.ts'
import type { Incident } from '../../model/report.ts'
import { ranOut } from '../kind.ts'
import { scopeName } from '../names.ts'
import { labelled, type Page } from '../page.ts'
import { type Piece, say } from '../piece.ts'

function numbers({ limitBytes, usageBytes, scope }: Incident): string {
  const parts = [
    ...(limitBytes === null ? [] : [`limit ${formatBytes(limitBytes)}`]),
    ...(usageBytes === null ? [] : [`usage ${formatBytes(usageBytes)}`]),
    ...(scope.node === null || scope.level === 'node' ? [] : [`on node ${scope.node}`]),
  ]
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

/** Whose boundary was reached, or where it happened when no boundary was, with its numbers. */
export function scopeInWords(incident: Incident): string {
  const { scope, oomMemcg } = incident
  const isKnown = (scope.cgroup ?? oomMemcg) !== null
  return `${scopeName(scope) ?? (isKnown ? 'a cgroup' : 'not in the evidence')}${numbers(incident)}`
}

/** Whose boundary it was, and the path of its cgroup. */
export function scopeLines(incident: Incident, page: Page): string[] {
  const cgroup = incident.scope.cgroup ?? incident.oomMemcg
  const paragraphs: Piece[][] = [[say(scopeInWords(incident))]]
  // A name says it better; the path tells what has none.
  const isNamed = incident.scope.pod?.name != null || incident.scope.container?.name != null
  if (cgroup !== null && (page.verbose || !isNamed)) paragraphs.push([say(cgroup, page.ink.dim)])
  return labelled(page, ranOut(incident) ? 'Ran out' : 'Where', paragraphs)
}
