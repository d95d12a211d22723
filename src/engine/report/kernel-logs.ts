import type { Incident, Instant, NodeSummary } from '../../model/report.ts'
import type { SourceRead } from '../../model/source.ts'

/** Which nodes the kernel logs in the bundle are of, and which times they cover: silence elsewhere proves nothing. */
export interface KernelLogs {
  readonly nodes: ReadonlySet<string>
  /** True where a kernel log does not tell which node it is of. */
  readonly hasNameless: boolean
  readonly isThere: boolean
  /** Whether a kernel log is known to be of that node and time, so that a kill by the kernel would be in it. */
  covers(incident: Incident): boolean
  /** The same, where no time zone had to be assumed for it. */
  surelyCovers(incident: Incident): boolean
}

const endsOf = ({ wall, plusMinusSeconds }: Instant): readonly [number, number] | null => {
  if (wall === null) return null
  const [middle, bound] = [Date.parse(wall), (plusMinusSeconds ?? 0) * 1000]
  return [middle - bound, middle + bound]
}

type Span = NodeSummary['kernelLog'][number]
const isZoneAssumed = ({ basis }: Instant): boolean => basis?.includes('zone assumed') ?? false

function isWithin(at: Instant, { from, to }: Span): boolean {
  const [when, first, last] = [endsOf(at), endsOf(from), endsOf(to)]
  // All of the time in question, in what is covered for sure.
  return when !== null && first !== null && last !== null && first[1] <= when[0] && when[1] <= last[0]
}

export function kernelLogsOf(nodes: readonly NodeSummary[], sources: readonly SourceRead[]): KernelLogs {
  const logged = nodes.filter(({ kernelLog }) => kernelLog.length > 0)
  const paths = new Set(sources.flatMap(({ path, boots }) => (boots.some(part => part.isOfKernel) ? [path] : [])))
  const byName = new Map(logged.map(({ name, kernelLog }) => [name, kernelLog]))
  const coversBy = ({ scope: { node }, at, evidence }: Incident, isUsed: (span: Span) => boolean): boolean =>
    evidence.some(span => paths.has(span.path)) ||
    (node !== null && (byName.get(node) ?? []).some(span => isUsed(span) && isWithin(at, span)))
  return {
    nodes: new Set(logged.flatMap(({ name }) => name ?? [])),
    hasNameless: byName.has(null),
    isThere: logged.length > 0,
    covers: incident => coversBy(incident, () => true),
    surelyCovers: incident => coversBy(incident, ({ from, to }) => ![from, to].some(isZoneAssumed)),
  }
}
