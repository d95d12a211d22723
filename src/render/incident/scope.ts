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

/** Whose boundary was reached, or where it happened when no boundary was. */
export function scopeLines(incident: Incident, page: Page): string[] {
  const { scope, oomMemcg } = incident
  const cgroup = scope.cgroup ?? oomMemcg
  const name = scopeName(scope) ?? (cgroup === null ? 'not in the evidence' : 'a cgroup')
  const paragraphs: Piece[][] = [[say(`${name}${numbers(incident)}`)]]
  if (cgroup !== null) paragraphs.push([say(cgroup, page.ink.dim)])
  return labelled(page, ranOut(incident) ? 'Ran out' : 'Where', paragraphs)
}
