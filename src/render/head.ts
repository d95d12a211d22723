import { formatBytes, formatDifference } from '../model/bytes.ts'
import type { NodeSummary, Report } from '../model/report.ts'
import { flow } from './flow.ts'
import type { Page } from './page.ts'
import { say } from './piece.ts'
import { wallTime } from './time.ts'

const MOST_NODES = 4

/** A skew is only worth a word when it is larger than its own uncertainty. */
function skew({ clockAheadSeconds: ahead, clockPlusMinusSeconds: bound }: NodeSummary): string[] {
  if (ahead === null || Math.abs(ahead) <= (bound ?? 0)) return []
  const side = ahead > 0 ? 'ahead of' : 'behind'
  const within = bound === null ? '' : ` ±${formatDifference(bound)}`
  return [`clock ${formatDifference(Math.abs(ahead))}${within} ${side} the API server's`]
}

/** A node with what is known of it. */
export function nodeWords(node: NodeSummary): string {
  const facts = [
    ...(node.kernel === null ? [] : [`kernel ${node.kernel}`]),
    ...(node.cgroupVersion === null ? [] : [`cgroup v${node.cgroupVersion}`]),
    ...(node.ramBytes === null ? [] : [`${formatBytes(node.ramBytes)} RAM`]),
    ...skew(node),
  ]
  const name = node.name === null ? 'node without a name' : `node ${node.name}`
  return facts.length === 0 ? name : `${name} (${facts.join(', ')})`
}

/** The headline, and one line on what was read. */
export function headLines({ headline, bundle, nodes }: Report, page: Page): string[] {
  const shown = page.verbose ? nodes : nodes.slice(0, MOST_NODES)
  const parts = [
    bundle.name,
    bundle.capturedAt === null
      ? 'capture time not in the evidence'
      : `captured at or after ${wallTime(bundle.capturedAt)}`,
    ...shown.map(nodeWords),
    ...(shown.length < nodes.length ? [`${nodes.length - shown.length} more nodes`] : []),
  ]
  return [
    ...flow([say(headline, page.ink.bold)], page.width),
    ...flow([say(parts.join('; '), page.ink.dim)], page.width),
  ]
}
